// Files for one piece of evidence: listed with a picture, taken away one by one, added in several goes, or by the
// camera. What is plainly too large or of another type is said at once; limits and sentences come with the form.

const MEGABYTE = 1024 * 1024;

export function begin(piece) {
  const form = piece.closest("form");
  const told = form.dataset;
  const input = piece.querySelector("input[type=file]");
  const list = make("ul", "chosen");
  const wrong = make("p", "error");
  wrong.setAttribute("aria-live", "polite");
  const count = make("p", "chosen-count help");
  count.setAttribute("role", "status");
  const pictures = new Map();
  const judged = new Set(input.files); // by the server, whose words stand above
  let chosen = [...input.files];
  input.after(wrong, list, count);
  if (matchMedia("(pointer: coarse)").matches) input.after(camera(told.saysPhoto, add));

  function add(files) {
    const known = new Set(chosen.map(mark));
    chosen = [...chosen, ...[...files].filter((file) => !known.has(mark(file)))];
    put();
    wrong.textContent = set(form, told);
  }

  function remove(file) {
    const place = chosen.indexOf(file);
    chosen = chosen.filter((other) => other !== file);
    URL.revokeObjectURL(pictures.get(file));
    put();
    wrong.textContent = set(form, told);
    (list.querySelectorAll("button")[Math.min(place, chosen.length - 1)] || input).focus();
  }

  function put() {
    const hand = new DataTransfer();
    chosen.forEach((file) => hand.items.add(file));
    input.files = hand.files;
    draw();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function draw() {
    list.replaceChildren(...chosen.map(line));
    count.textContent = chosen.length ? fill(told.saysChosen, { count: chosen.length }) : "";
  }

  function line(file) {
    const item = make("li");
    const words = make("span", "chosen-words");
    const name = make("span", "chosen-name", file.name);
    words.append(name, make("span", "help", `${megabytes(file.size)} MB`));
    const fault = judged.has(file) ? "" : against(file, told);
    if (fault) words.append(make("span", "error", fault));
    const button = make("button", "quiet", "×");
    button.type = "button";
    button.setAttribute("aria-label", fill(told.saysRemove, { name: file.name }));
    button.addEventListener("click", () => remove(file));
    item.append(picture(file), words, button);
    return item;
  }

  function picture(file) {
    if (!/^image\/(jpeg|png)$/.test(file.type)) return make("span", "chosen-type", ending(file).toUpperCase().slice(0, 4));
    const shown = make("img");
    shown.alt = "";
    if (!pictures.has(file)) pictures.set(file, URL.createObjectURL(file));
    shown.src = pictures.get(file);
    return shown;
  }

  input.addEventListener("change", () => add(input.files));
  draw();
}

function camera(words, add) {
  const button = make("button", "quiet photo", words);
  button.type = "button";
  const lens = make("input");
  lens.type = "file";
  lens.accept = "image/jpeg";
  lens.setAttribute("capture", "environment");
  lens.addEventListener("change", () => { add(lens.files); lens.value = ""; });
  button.addEventListener("click", () => lens.click());
  return button;
}

function against(file, told) {
  const words = { name: file.name, size: megabytes(file.size) };
  if (!told.endings.split(" ").includes(ending(file))) return fill(told.saysType, words);
  if (!file.size) return fill(told.saysEmpty, words);
  return file.size > Number(told.fileBytes) ? fill(told.saysLarge, words) : "";
}

function set(form, told) {
  const kept = [...form.querySelectorAll("[data-kept-file]")].filter((line) => !line.querySelector(":checked"));
  const sizes = kept.map((line) => Number(line.dataset.keptFile));
  form.querySelectorAll("input[type=file]").forEach((input) => sizes.push(...[...input.files].map((file) => file.size)));
  const sum = sizes.reduce((one, other) => one + other, 0);
  if (sizes.length > Number(told.claimFiles)) return fill(told.saysMany, { count: sizes.length });
  return sum > Number(told.claimBytes) ? fill(told.saysMuch, { size: megabytes(sum) }) : "";
}

const mark = (file) => `${file.name}/${file.size}/${file.lastModified}`;
const ending = (file) => file.name.split(".").pop().toLowerCase();
const megabytes = (size) => String(Math.ceil((size * 10) / MEGABYTE) / 10);
const fill = (text, words) => text.replace(/\{(\w+)\}/g, (place, name) => words[name] ?? place);

function make(tag, look = "", text = "") {
  const made = document.createElement(tag);
  if (look) made.className = look;
  if (text) made.textContent = text;
  return made;
}
