// The only script that a page names: it brings in what the page's marks ask for.
// Everything works without it; each mark is an attribute whose module makes its part quicker to use.

const MARKS = {
  "data-menu": "./menu.js",
  "data-offline": "./offline.js",
  "data-print": "./print.js",
};

for (const [mark, path] of Object.entries(MARKS)) {
  const parts = document.querySelectorAll(`[${mark}]`);
  if (parts.length) {
    import(path).then((module) => parts.forEach((part) => module.begin(part)));
  }
}
