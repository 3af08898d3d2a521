"""Hands that have a keyboard and nothing else; at every key they look where the focus is, and that it can be seen."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Locator, Page, expect

FAR = 150  # more stops than any page has

# What the reader sees of the focus: a line around the element or, of a tick, around its mark; all of it in the window.
SEEN = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "the focus is nowhere";
  const name = `${here.tagName} ${here.name || here.id || here.textContent.trim().slice(0, 30)}`;
  const box = here.getBoundingClientRect(), look = getComputedStyle(here);
  if (!box.width || !box.height) return `${name} has no size`;
  if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1)
    return `${name} is out of sight`;
  if (look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 2) return `${name} has no line around it`;
  if (/rgba\\(.*, 0\\)|transparent/.test(look.outlineColor)) return `${name} has a line that nobody sees`;
  const top = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top, 0) + Math.min(box.height, 20) / 2);
  if (top && !here.contains(top) && !top.contains(here)) return `${name} lies under ${top.tagName}`;
  return "";
}"""

# The key that leads nearer to what is wanted; none where the focus is there already.
NEARER = """one => {
  const here = document.activeElement;
  if (here === one) return "";
  return here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
}"""
BOTH = f"one => [({NEARER})(one), ({SEEN})()]"


# A key makes a click, but never this: who has the keyboard alone has no pointer to fall back on.
NO_POINTER = """addEventListener("pointerdown", () => console.error("a pointer was used"), true)"""


class Keys:
    """The keyboard of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(NO_POINTER)
        page.on("filechooser", lambda _: None)  # so that the browser knows long before that no window is to be opened

    def to(self, wanted: Locator) -> None:
        """Go on by Tab, or back by Shift and Tab, until the focus is there."""
        expect(wanted).to_have_count(1)
        key = wanted.evaluate(NEARER)
        for _ in range(FAR):
            if not key:
                return
            self.page.keyboard.press(key)
            key, fault = wanted.evaluate(BOTH)
            assert not fault, f"{fault} on {self.page.url}"
        raise AssertionError(f"no Tab leads to {wanted} on {self.page.url}")

    def go(self, wanted: Locator, key: str = "Enter") -> None:
        """Press a link or a button that leads to a page."""
        self.to(wanted)
        with self.page.expect_event("load"):
            self.page.keyboard.press(key)

    def press(self, wanted: Locator) -> None:
        """Press what changes something on this page."""
        self.to(wanted)
        self.page.keyboard.press("Enter")

    def write(self, wanted: Locator, text: str) -> None:
        """Write into a field, in place of what stands there."""
        self.to(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        expect(wanted).to_have_value(text)

    def day(self, wanted: Locator, text: str) -> None:
        """Write a day into a calendar; which part comes first is the browser's own language, so try."""
        self.to(wanted)
        year, month, day = text.split("-")
        for strokes in ([year, "ArrowRight", month, day], [month, day, year], [day, month, year]):
            for key in ["ArrowLeft"] * 3 + strokes:
                self.page.keyboard.press(key) if key.isalpha() else self.page.keyboard.type(key)
            if wanted.input_value() == text:
                return
        expect(wanted).to_have_value(text)

    def choose(self, wanted: Locator, value: str) -> None:
        """Take one of a list, by the arrows."""
        self.to(wanted)
        for _ in wanted.locator("option").all():
            if wanted.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        expect(wanted).to_have_value(value)

    def tick(self, wanted: Locator) -> None:
        self.to(wanted)
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def file(self, wanted: Locator, paper: FilePayload) -> None:
        """Choose a file: the key opens the system's own window, which is not ours."""
        self.to(wanted)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files([paper])
