// A long form, one step at a time on a narrow screen (`filing.css` says which screens are narrow). On a wide one all
// steps stand on one page, as they do without script. The last step sums up what was typed, in the page's own words.

const NARROW = matchMedia("(max-width: 44rem)");

export function begin(form) {
  const told = form.dataset;
  const page = form.closest(".filing");
  const steps = [...form.querySelectorAll("[data-step]")];
  const heading = (step) => step.querySelector("h2");
  form.classList.add("stepped");
  const left = steps.map(() => make("p", "step-left"));
  steps.forEach((step, place) => {
    left[place].setAttribute("role", "status");
    step.querySelector("legend").after(left[place]);
    step.append(ways(place));
  });

  function ways(place) {
    const row = make("p", "step-ways");
    if (place > 0) row.append(way(told.saysBack, place - 1, "quiet"));
    if (place < steps.length - 1) row.append(way(told.saysNext, place + 1));
    return row;
  }

  function way(words, place, look = "") {
    const button = make("button", look, words);
    button.type = "button";
    button.addEventListener("click", () => {
      go(place);
      if (!look) left[place].textContent = open(steps[place - 1]);
    });
    return button;
  }

  function open(step) {
    const count = fields(step).filter((field) => !isOptional(field) && !given(field).length).length;
    return count ? told.saysLeft.replace("{count}", count) : "";
  }

  function show(place) {
    left.forEach((line) => { line.textContent = ""; });
    steps.forEach((step, other) => step.classList.toggle("is-here", other === place));
    if (place === steps.length - 1) sumUp();
  }

  function go(place) {
    show(place);
    if (location.hash !== `#${steps[place].id}`) history.pushState(null, "", `#${steps[place].id}`);
    arrive(steps[place]);
  }

  function arrive(step) {
    step.scrollIntoView();
    heading(step).focus({ preventScroll: true });
  }

  function stepOf(address) {
    const there = document.getElementById(decodeURIComponent(address.replace(/^[^#]*#?/, "")));
    return steps.indexOf(there ? there.closest("[data-step]") : null);
  }

  function sumUp() {
    const box = form.querySelector("[data-summed]");
    box.hidden = false;
    box.replaceChildren(...steps.slice(0, -1).map(summed));
  }

  function summed(step) {
    const part = make("section");
    const title = heading(step).textContent;
    const back = make("a", "summed-change", told.saysChange.replace("{step}", title));
    back.href = `#${step.id}`;
    const answers = make("dl");
    fields(step).forEach((field) => answers.append(make("dt", "", labelOf(field)), answer(field)));
    part.append(make("h3", "", title), answers, back);
    return part;
  }

  function answer(field) {
    const said = make("dd", "lines");
    said.append(...given(field));
    if (said.childNodes.length) return said;
    if (isOptional(field)) {
      said.append(make("span", "summed-not-needed", told.saysOptional));
      return said;
    }
    const blank = make("a", "", told.saysBlank);
    blank.href = `#${field.querySelector("label").htmlFor}`;
    blank.setAttribute("aria-label", `${told.saysBlank}: ${labelOf(field)}`);
    said.append(blank);
    return said;
  }

  // What is answered in a field, as it is summed up; nothing where it is blank.
  function given(field) {
    const input = document.getElementById(field.querySelector("label").htmlFor);
    if (input.type === "file") {
      const kept = [...field.parentElement.querySelectorAll("[data-kept-name]")].filter((line) => !line.querySelector(":checked"));
      return [...[...field.querySelectorAll(".chosen > li")].map(paper), ...kept.map((line) => make("span", "summed-file", line.dataset.keptName))];
    }
    const text = typed(input);
    const unit = field.querySelector(".with-unit > span");
    return text.trim() ? [unit ? `${text} ${unit.textContent}` : text] : [];
  }

  function paper(line) {
    const copy = make("span", "summed-file");
    copy.append(line.firstChild.cloneNode(true), make("span", "", line.querySelector(".chosen-name").textContent));
    return copy;
  }

  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const place = link ? stepOf(link.hash) : -1;
    if (place < 0) return;
    show(place);
    if (steps[place].id === link.hash.slice(1)) {
      event.preventDefault();
      go(place);
    }
  });
  addEventListener("popstate", () => {
    if (form.isConnected) show(Math.max(stepOf(location.hash), 0));
  });
  form.addEventListener("keydown", (event) => {
    const here = event.target;
    if (event.key !== "Enter" || !NARROW.matches || here.tagName !== "INPUT" || /file|checkbox/.test(here.type)) return;
    event.preventDefault();
    const stops = [...here.closest("[data-step]").querySelectorAll("input, select, textarea, .step-ways button:last-child")];
    stops[stops.indexOf(here) + 1]?.focus();
  });

  form.addEventListener("input", (event) => {
    page.querySelectorAll(`.summary a[href="#${event.target.id}"]`).forEach((link) => {
      if (!link.parentElement.classList.contains("is-changed")) link.after(" ", told.saysChanged);
      link.parentElement.classList.add("is-changed");
    });
  });

  const wrong = form.querySelector(".field-wrong");
  const first = wrong ? steps.indexOf(wrong.closest("[data-step]")) : stepOf(location.hash);
  show(Math.max(first, 0));
  page.querySelector(".summary")?.focus();
}

const fields = (step) => [...step.querySelectorAll("[data-field]")];
const labelOf = (field) => field.querySelector("label").firstChild.textContent.trim();
const isOptional = (field) => field.querySelector("label .optional") !== null;

function typed(input) {
  if (input.tagName === "SELECT" && input.value) return input.selectedOptions[0].textContent;
  if (input.type !== "date" || !input.value) return input.value;
  return new Date(input.value).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
}

function make(tag, look = "", text = "") {
  const made = document.createElement(tag);
  if (look) made.className = look;
  if (text) made.textContent = text;
  return made;
}
