// A file of evidence: its pages one by one, larger and smaller, turned. Other scripts ask by an event named "look".

const SIZES = [0.5, 0.75, 1, 1.5, 2, 3];

export function begin(paper) {
  const box = paper.querySelector(".paper-pages");
  const leaves = [...box.querySelectorAll(".leaf")];
  const at = paper.querySelector(".paper-at");
  let size = SIZES.indexOf(1);
  let turns = 0;

  const current = () => {
    const line = box.getBoundingClientRect().top + box.clientHeight / 3;
    return Math.max(0, leaves.findLastIndex((leaf) => leaf.getBoundingClientRect().top <= line));
  };
  const tell = () => {
    if (!at) return;
    const told = paper.dataset.at.replace("{page}", current() + 1).replace("{pages}", leaves.length);
    if (at.textContent !== told) at.textContent = told;
  };
  const go = (to) => {
    const leaf = leaves[Math.min(Math.max(to, 0), leaves.length - 1)];
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = box.scrollTop + leaf.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    box.scrollTo({ top, behavior: calm ? "instant" : "smooth" });
  };
  const draw = () => {
    const here = current();
    for (const leaf of leaves) {
      const picture = leaf.querySelector("img");
      if (!picture) continue;
      const shape = [picture.naturalWidth || 210, picture.naturalHeight || 297];
      leaf.style.width = `${SIZES[size] * 100}%`;
      leaf.classList.toggle("turned", turns % 2 === 1);
      leaf.style.aspectRatio = turns % 2 === 1 ? `${shape[1]} / ${shape[0]}` : "";
      picture.style.rotate = `${turns * 90}deg`;
      if (picture.srcset) picture.sizes = `${Math.round(leaf.clientWidth)}px`;
    }
    leaves[here].scrollIntoView({ block: "nearest", behavior: "instant" });
    paper.dataset.size = SIZES[size];
    paper.dataset.turns = turns;
    tell();
  };
  const does = {
    previous: () => go(current() - 1),
    next: () => go(current() + 1),
    smaller: () => { size = Math.max(0, size - 1); draw(); },
    larger: () => { size = Math.min(SIZES.length - 1, size + 1); draw(); },
    turn: () => { turns = (turns + 1) % 4; draw(); },
  };

  paper.querySelector(".paper-tools").hidden = false;
  paper.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) does[button.dataset.do]();
  });
  paper.addEventListener("look", (event) => does[event.detail]());
  box.addEventListener("scroll", tell, { passive: true });
  for (const picture of box.querySelectorAll("img")) {
    picture.addEventListener("load", () => { if (turns % 2) draw(); });
    const failed = () => {
      const told = document.createElement("p");
      told.textContent = paper.dataset.failed;
      picture.replaceWith(told);
    };
    picture.addEventListener("error", failed);
    if (picture.complete && !picture.naturalWidth && picture.currentSrc) failed();
  }
  tell();
}
