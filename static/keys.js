// The keys of the desk. They never work while somebody types, and can be switched off in the window that explains them.

const KEPT = "ce-keys";

const typing = (element) => element.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");

export function begin(told) {
  const on = told.querySelector("input[type=checkbox]");
  const open = document.querySelector("[data-keys-open]");
  const rows = [...document.querySelectorAll("[data-row]")];

  const step = (by) => {
    const focused = rows.indexOf(document.activeElement);
    const here = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === "true");
    const to = here < 0 && by < 0 ? rows.length - 1 : here + by;
    rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
  };
  const viewer = () => document.activeElement.closest("[data-viewer]") || document.querySelector("[data-viewer]");
  const look = (what) => viewer()?.dispatchEvent(new CustomEvent("look", { detail: what }));
  const toForm = () => {
    const open = document.querySelector(".steps details[open]");
    const inputs = "form :is(input:not([type=hidden]), select, textarea, button)";
    const first = open?.querySelector(inputs) || document.querySelector(`.steps :is(summary, ${inputs})`);
    (first || document.getElementById("actions-title"))?.focus();
  };
  const does = {
    j: () => step(1),
    k: () => step(-1),
    e: () => (viewer()?.querySelector(".paper-pages") || document.getElementById("evidence-title"))?.focus(),
    r: toForm,
    "[": () => look("previous"),
    "]": () => look("next"),
    "+": () => look("larger"),
    "=": () => look("larger"),
    "-": () => look("smaller"),
    t: () => look("turn"),
    "?": () => told.showModal(),
  };

  const isOn = () => localStorage.getItem(KEPT) !== "off";
  on.checked = isOn();
  on.addEventListener("change", () => localStorage.setItem(KEPT, on.checked ? "on" : "off"));
  open.hidden = false;
  open.addEventListener("click", () => told.showModal());

  document.addEventListener("keydown", (event) => {
    if (!isOn() || told.open || event.defaultPrevented) return;
    if (event.key === "Enter" && event.ctrlKey) {
      const form = event.target.closest(".steps form");
      if (form) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (does[event.key]) {
      event.preventDefault();
      does[event.key]();
    }
  });

  const current = rows.find((row) => row.ariaCurrent === "true");
  const list = current?.closest(".desk-list");
  if (list) list.scrollTop = current.offsetTop - list.clientHeight / 3;
  greet();
}

// After a decision the focus is on the heading of the next claim; what was done is said with it.
function greet() {
  const heading = document.getElementById("claim-title");
  const said = document.querySelector(".notice[role=status]");
  if (!heading || !said) return;
  said.id = said.id || "said";
  heading.setAttribute("aria-describedby", said.id);
  heading.focus({ preventScroll: true });
}
