// The only script that a page names: it brings in what the page's marks ask for.
// Everything works without it; each mark is an attribute whose module makes its part quicker to use.

const MARKS = {
  "data-differs": "./differs.js",
  "data-files": "./files.js",
  "data-keys": "./keys.js",
  "data-menu": "./menu.js",
  "data-offline": "./offline.js",
  "data-print": "./print.js",
  "data-steps": "./filing-steps.js",
  "data-unsent": "./unsent.js",
  "data-upload": "./upload.js",
  "data-viewer": "./viewer.js",
};

// A part of the page that a module put there is brought in like the page itself.
function bringIn(page) {
  for (const [mark, path] of Object.entries(MARKS)) {
    const parts = page.querySelectorAll(`[${mark}]`);
    if (parts.length) {
      import(path).then((module) => parts.forEach((part) => module.begin(part)));
    }
  }
}

bringIn(document);
// After a refusal the first thing to read is what stands against it.
document.querySelector(".summary")?.focus();
document.addEventListener("ce:shown", (event) => bringIn(event.target));
