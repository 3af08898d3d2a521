// A long form, one step at a time on a narrow screen (`filing.css` says which screens are narrow). On a wide one all
// steps stand on one page, as they do without script. The last step sums up what was typed, in the page's own words.

const NARROW = matchMedia("(max-width: 44rem)");

export function begin(form) {
  const told = form.dataset;
  const page = form.closest(".filing");
  const steps = [...form.querySelectorAll("[data-step]")];
  const heading = (step) => step.querySelector("h2");
  form.classList.add("stepped");
  steps.forEach((step, place) => step.append(ways(place)));

  function ways(place) {
    const row = make("p", "step-ways");
    if (place > 0) row.append(way(told.saysBack, place - 1, "quiet"));
    if (place < steps.length - 1) row.append(way(told.saysNext, place + 1));
    return row;
  }

  function way(words, place, look = "") {
    const button = make("button", look, words);
    button.type = "button";
    button.addEventListener("click", () => go(place));
    return button;
  }

  function show(place) {
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
    step.querySelectorAll("[data-field]").forEach((field) => {
      const label = field.querySelector("label");
      answers.append(make("dt", "", label.firstChild.textContent.trim()), answer(field, label.htmlFor));
    });
    part.append(make("h3", "", title), answers, back);
    return part;
  }

  function answer(field, id) {
    const input = document.getElementById(id);
    const said = make("dd", "lines");
    if (input.type === "file") {
      said.append(...[...field.querySelectorAll(".chosen > li")].map(paper));
      const kept = [...field.parentElement.querySelectorAll("[data-kept-name]")];
      kept.filter((line) => !line.querySelector(":checked")).forEach((line) => said.append(make("span", "", line.dataset.keptName)));
    } else {
      const text = typed(input);
      const unit = field.querySelector(".with-unit > span");
      said.textContent = text && unit ? `${text} ${unit.textContent}` : text;
    }
    if (!said.childNodes.length) {
      const blank = make("a", "", told.saysBlank);
      blank.href = `#${id}`;
      blank.setAttribute("aria-label", `${told.saysBlank}: ${field.querySelector("label").firstChild.textContent.trim()}`);
      said.append(blank);
    }
    return said;
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

  const wrong = form.querySelector(".field-wrong");
  const first = wrong ? steps.indexOf(wrong.closest("[data-step]")) : stepOf(location.hash);
  show(Math.max(first, 0));
  page.querySelector(".summary")?.focus();
}

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
