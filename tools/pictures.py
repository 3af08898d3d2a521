"""`make pictures`: every page as it looks, both languages, phone and desk, into docs/images/.

Each picture has one name for ever (`unit-desk.zh.1280.png`) and few colours, so that the
folder stays small; whatever is left out of it to that end is named in `wanted`. Into
another folder (PICTURES=...) comes everything.
"""

from __future__ import annotations

import io
import os
import re
import signal
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import Page

import config
from tools.demo_site import PHONE, WIDE, DemoSite, Opened, chromium, demo_site, settle, visitor
from tools.run import NoGo, say

FOLDER = config.ROOT / "docs" / "images"
KILOBYTE = 1024
MOST = 60 * KILOBYTE
MOST_IN_ALL = 4200 * KILOBYTE  # 4.5 MB is the most that the folder may have
HEIGHTS = {PHONE: 844, WIDE: 860}
TALLEST = {PHONE: 844, WIDE: 800}
TALLEST_OF_ALL = 6000
COLOURS = (32, 24, 16, 12)
SEEN = 30  # points of a colour that are more than the edge of something else
NAMED = {
    tuple(bytes.fromhex(found if len(found) == 6 else "".join(2 * digit for digit in found)))
    for found in re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3});", (config.ROOT / "static" / "ce.css").read_text())
}
LANGUAGES = {"zh": "zh_CN", "en": "en"}
IN_THE_DARK = {"anybody-login", "claimant-home", "unit-claims-submitted", "unit-desk", "sector-claims-unit-reviewed"}


Colour = tuple[int, ...]


class Look(NamedTuple):
    """How a page is looked at."""

    language: str
    width: int
    light: str

    def called(self, page: Opened) -> str:
        dark = ".dark" if self.light == "dark" else ""
        return f"{page.name}.{self.language}.{self.width}{dark}.png"


def wanted(page: Opened, look: Look) -> bool:
    """Is this one of the pictures that are kept? Chinese whole, English on a phone, the dark of a few."""
    if look.light == "dark":
        return look.language == "zh" and page.name in IN_THE_DARK
    return look.language == "zh" or look.width == PHONE


def take(tab: Page, looks: list[Look], *, whole: bool) -> Iterator[tuple[Look, bytes]]:
    """The page that the tab shows, from its top as far down as pictures go; the looks differ in light alone."""
    width = looks[0].width
    settle(tab)
    tall = int(tab.evaluate("document.documentElement.scrollHeight"))
    tab.set_viewport_size({"width": width, "height": min(tall, TALLEST_OF_ALL if whole else TALLEST[width])})
    for look in looks:
        tab.emulate_media(color_scheme="dark" if look.light == "dark" else "light")
        tab.evaluate("scrollTo(0, 0)")
        tab.wait_for_timeout(100)
        yield look, tab.screenshot(animations="disabled", caret="hide")


def pictures(site: DemoSite, *, everything: bool) -> Iterator[tuple[str, bytes]]:
    """(file name, PNG) of every picture that is kept."""
    with chromium() as browser:
        for username, pages in site.by_account():
            context = visitor(browser, site, username)
            tab = context.new_page()
            for page, (language, code), width in product(pages, LANGUAGES.items(), HEIGHTS):
                looks = [Look(language, width, light) for light in ("light", "dark")]
                looks = [look for look in looks if everything or wanted(page, look)]
                if looks:
                    context.add_cookies([{"name": "ce_language", "value": code, "url": site.address}])
                    tab.emulate_media(color_scheme="light")
                    tab.set_viewport_size({"width": width, "height": HEIGHTS[width]})
                    answer = tab.goto(page.path)
                    if answer is None or answer.status != page.status:
                        raise NoGo(f"{page.path} is to answer {page.username or 'anybody'} with {page.status}.")
                    yield from ((look.called(page), png) for look, png in take(tab, looks, whole=everything))
            context.close()


def small(picture: bytes, colours: int) -> bytes:
    """The same in so many colours."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = Image.new("P", (1, 1))
    few.putpalette([part for colour in palette(image, colours) for part in colour])
    image.quantize(palette=few, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def palette(image: Image.Image, colours: int) -> list[Colour]:
    """The colours that the look of the house names, where they are seen; then whatever there is most of.

    A tint that fills one badge means something, and would be lost among the greys of letters.
    """
    counted: list[tuple[int, Any]] = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    named = [colour for count, colour in counted if colour in NAMED and count >= SEEN]
    return [*named, *(colour for _, colour in counted if colour not in named)][:colours]


def made_to_fit(found: dict[str, bytes]) -> dict[str, bytes]:
    """Each in as many colours as its size allows; then the heaviest in fewer, until all of them are light enough."""
    kept = {name: (0, small(picture, COLOURS[0])) for name, picture in found.items()}

    def fewer(name: str) -> None:
        level = kept[name][0] + 1
        kept[name] = (level, small(found[name], COLOURS[level]))

    for name in found:
        while len(kept[name][1]) > MOST and kept[name][0] < len(COLOURS) - 1:
            fewer(name)
    while sum(len(picture) for _, picture in kept.values()) > MOST_IN_ALL:
        left = [name for name, (level, _) in kept.items() if level < len(COLOURS) - 1]
        if not left:
            break
        fewer(max(left, key=lambda name: (-kept[name][0], len(kept[name][1]))))
    return {name: picture for name, (_, picture) in kept.items()}


def main() -> None:
    """Write them; what the folder held of pages that are no more goes."""
    wish = os.environ.get("PICTURES", "")
    folder = Path(wish) if wish else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with demo_site() as site:
        say(f"Taking pictures of {len(site.pages)} pages")
        found = dict(pictures(site, everything=bool(wish)))
    kept = found if wish else made_to_fit(found)
    for name, picture in kept.items():
        (folder / name).write_bytes(picture)
    sizes = {name: len(picture) for name, picture in kept.items()}
    say(f"{len(sizes)} pictures, {sum(sizes.values()) // KILOBYTE} kB, in {folder}")
    if not wish:
        for old in {path.name for path in folder.glob("*.png")} - sizes.keys():
            (folder / old).unlink()
        heavy = [f"{name} ({size // KILOBYTE} kB)" for name, size in sizes.items() if size > MOST]
        if heavy or sum(sizes.values()) > MOST_IN_ALL:
            say(f"More than they may weigh: {', '.join(heavy) or 'all together'}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        main()
    except KeyboardInterrupt:
        say("Stopped")
    except NoGo as fault:
        sys.exit(str(fault))
