// What is typed into a form is kept on the server some seconds after the typing stops, and when the page is left. The
// answer brings the parts of the form that follow from it, such as the hours. Of files only names are sent, and nothing
// that the page marks as never to be kept (an identity number), unless the reader asks what all of it comes to.

const PAUSE = 1500;

export function begin(form) {
  let clock = 0;
  let asked = 0; // of several answers only the last one is shown
  let open = false; // something was typed since it was kept last
  let lost = false; // and could not be kept

  function tell(page) {
    for (const part of page.querySelectorAll("[data-told]")) {
      const place = form.querySelector(`[data-told=${part.dataset.told}]`);
      if (!place || !part.innerHTML || place.innerHTML === part.innerHTML) continue;
      const link = place.contains(document.activeElement) && document.activeElement.hash;
      place.replaceChildren(...part.childNodes);
      if (link) place.querySelector(`[href="${link}"]`)?.focus();
    }
    form.classList.toggle("told-before", open);
  }

  async function keep(leaving, trial) {
    clearTimeout(clock);
    if (!open && !trial) return;
    open = false;
    const never = trial ? "" : ":not([data-never-kept])";
    const pairs = [...new FormData(form)].filter(([name]) => form.querySelector(`[name="${name}"]${never}`));
    const body = new URLSearchParams(pairs.map(([name, given]) => [name, given.name ?? given]));
    if (leaving) body.set("leaving", 1); // nobody will read the answer
    const mine = ++asked;
    const keepalive = (leaving || document.hidden) && `${body}`.length < 6e4; // browsers take no more
    try {
      const answer = await fetch(trial || form.dataset.unsent, { method: "POST", body, keepalive });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      lost = false;
      if (mine === asked && !leaving) tell(page);
    } catch {
      if (mine !== asked) return;
      open = lost = true;
      form.querySelector("[data-told=kept]").textContent = form.dataset.saysUnkept;
    }
  }

  form.addEventListener("input", (event) => {
    if ("neverKept" in event.target.dataset) return;
    open = true;
    form.classList.add("told-before");
    clearTimeout(clock);
    clock = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    const trial = event.submitter?.dataset.trial;
    if (trial) {
      await keep();
      await keep(false, trial);
      form.querySelector("#worked")?.focus();
    } else {
      open = false;
      clearTimeout(clock);
    }
  });
  // Whoever goes on within the site waits until it is kept: the next page may show this form again.
  let going = false;
  async function wait(event, go) {
    if (!open || going || !form.isConnected || event.defaultPrevented) return;
    event.preventDefault();
    going = true;
    await keep(true);
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
  addEventListener("pagehide", () => { if (form.isConnected) keep(true); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && form.isConnected) keep(); });
}
