// A form with files, sent with progress. What the server refuses is shown as it says it, with the files still chosen;
// where no answer comes, everything stays and can be sent again.

export function begin(form) {
  const told = form.dataset;
  const box = form.querySelector("[data-sending]");
  const words = box.querySelector("p");
  const bar = box.querySelector("progress");
  const save = form.querySelector("button[type=submit]:not([data-trial])");
  let busy = false;

  function hold(still) {
    busy = still;
    form.querySelectorAll("button").forEach((button) => { button.disabled = still; });
  }

  function stay(text, link) {
    hold(false);
    bar.hidden = true;
    box.classList.add("sending-failed");
    words.textContent = text;
    if (link) words.append(" ", link);
    save.textContent = told.saysAgain;
    save.focus();
    box.scrollIntoView({ block: "nearest" });
    form.dispatchEvent(new Event("ce:still-here"));
  }

  function send(again = false) {
    const asked = new XMLHttpRequest();
    const sent = new FormData(form);
    hold(true);
    box.hidden = bar.hidden = false;
    box.classList.remove("sending-failed");
    progress(0);
    asked.upload.addEventListener("progress", (event) => progress((event.loaded / event.total) * 100));
    asked.upload.addEventListener("load", () => { words.textContent = told.saysSaving; });
    asked.addEventListener("error", () => stay(told.saysOffline));
    asked.addEventListener("load", () => answered(asked, again));
    asked.open("POST", form.action);
    asked.setRequestHeader("X-Sent-By", "script");
    asked.send(sent);
  }

  function progress(percent) {
    bar.value = percent;
    const said = told.saysSending.replace("{percent}", Math.floor(percent / 10) * 10); // not read out at every per cent
    if (words.textContent !== said) words.textContent = said;
  }

  function answered(asked, again) {
    if (asked.status === 201) {
      location.assign(asked.getResponseHeader("Location"));
      return;
    }
    const page = new DOMParser().parseFromString(asked.responseText, "text/html");
    const main = page.querySelector("main");
    if (main && (asked.status === 422 || asked.status === 409)) replace(page, main);
    else if (renewed(main) && !again) send(true);
    else stay(saidBy(main) || told.saysFailed, main?.querySelector("a[target]"));
  }

  // The answer to a form whose log-in has changed brings the token that fits now: then it is sent once more by itself.
  function renewed(main) {
    const token = main?.querySelector("[name=csrf_token]");
    if (!token) return false;
    form.querySelector("[name=csrf_token]").value = token.value;
    return !main.querySelector("a[target]"); // the way to the log-in, where there is none
  }

  function saidBy(main) {
    return (main?.querySelector("h1 ~ p") ?? main?.querySelector("h1"))?.textContent.trim();
  }

  function replace(page, main) {
    const chosen = new Map([...form.querySelectorAll("input[type=file]")].map((input) => [input.name, input.files]));
    const here = document.querySelector("main");
    page.querySelectorAll("link[rel=stylesheet]").forEach((link) => {
      if (!document.querySelector(`link[href="${link.getAttribute("href")}"]`)) document.head.append(link);
    });
    document.title = page.title;
    history.replaceState(null, "", location.pathname + location.search);
    here.replaceChildren(...main.childNodes);
    here.querySelectorAll("input[type=file]").forEach((input) => {
      if (chosen.has(input.name)) input.files = chosen.get(input.name);
    });
    if (here.querySelector("[data-filing]")) here.querySelector("[data-files-lost]")?.remove();
    here.dispatchEvent(new Event("ce:shown", { bubbles: true }));
    (here.querySelector(".summary") || here).focus();
    scrollTo(0, 0);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy && !event.submitter?.dataset.trial) send(); // what it comes to is asked by unsent.js
  });
}
