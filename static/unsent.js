// What is typed into a form is kept on the server some seconds after the typing stops, and when the page is left.
// Never files, nor what the page marks as never to be kept (an identity number): only answers.

const PAUSE = 2500;

export function begin(form) {
  const place = form.querySelector("[data-kept-at]");
  let clock = 0;
  let open = false; // something was typed since it was kept last
  let lost = false; // and could not be kept

  const say = (words) => { if (place.textContent !== words) place.textContent = words; };

  async function keep() {
    clearTimeout(clock);
    if (!open) return;
    open = false;
    const never = new Set([...form.querySelectorAll("[data-never-kept]")].map((input) => input.name));
    const pairs = [...new FormData(form)].filter(([name, text]) => typeof text === "string" && !never.has(name));
    try {
      const answer = await fetch(form.dataset.unsent, { method: "POST", body: new URLSearchParams(pairs), keepalive: true });
      if (!answer.ok) throw new Error(answer.statusText);
      lost = false;
      say(await answer.text());
    } catch {
      open = lost = true;
      say(form.dataset.saysUnkept);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || "neverKept" in event.target.dataset) return;
    open = true;
    clearTimeout(clock);
    clock = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-trial")) return;
    open = false;
    clearTimeout(clock);
  });
  // Whoever goes on within the site waits until it is kept: the next page may show this form again.
  let going = false;
  async function wait(event, go) {
    if (!open || going || !form.isConnected || event.defaultPrevented) return;
    event.preventDefault();
    going = true;
    await keep();
    go();
    going = false;
  }
  document.addEventListener("submit", (event) => {
    if (event.target !== form) wait(event, () => event.target.requestSubmit(event.submitter));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.href.split("#")[0] !== location.href.split("#")[0]) wait(event, () => location.assign(link.href));
  });
  form.addEventListener("ce:still-here", () => { open = true; });
  addEventListener("online", () => { if (form.isConnected) keep(); });
  addEventListener("beforeunload", (event) => {
    if (form.isConnected && open && (lost || !navigator.onLine)) event.preventDefault();
  });
  addEventListener("pagehide", () => { if (form.isConnected) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && form.isConnected) keep(); });
}
