// Brings in the worker that answers when there is no connection; its address changes with what it keeps and the language.

export function begin(page) {
  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register(page.dataset.offline, { scope: "/" }).catch(() => {});
  }
}
