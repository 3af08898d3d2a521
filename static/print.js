// A button that prints the page; it shows itself only where it can do something.

export function begin(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
