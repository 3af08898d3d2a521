"""`make weigh`: is every page quick to fetch, quick to show, and whole without script?

Each page of each role is opened at 390 pixels with nothing kept from before, on a
processor that is slowed down fourfold. A table says what was found; one fault and the
exit status is 1.
"""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

import config
from tools.demo_site import Opened, chromium, demo_site, settle, visitor
from tools.run import NoGo, say

KILOBYTE = 1000
MOST_OF_A_PAGE = 100 * KILOBYTE
MOST_OF_SCRIPTS = 30 * KILOBYTE
MOST_SHIFT = 0.1
MOST_MILLISECONDS = 2500
SLOWER = 4
TRIES = 3  # a machine that does something else may be slow once

# What the browser tells of a page while it is built up.
WATCH = """
window.seen = {lcp: 0, cls: 0};
new PerformanceObserver(list => { for (const one of list.getEntries()) seen.lcp = one.startTime })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) seen.cls += one.value })
  .observe({type: "layout-shift", buffered: true});
"""

# What is wrong with the page as the server sent it, before any script.
AS_SENT = """text => {
  const page = new DOMParser().parseFromString(text, "text/html"), found = [];
  const shown = one => !one.closest("[hidden], dialog:not([open])");
  const every = (which, why) => page.querySelectorAll(which).forEach(one => {
    if (shown(one)) found.push(`${why}: ${one.outerHTML.slice(0, 80).replace(/\\s+/g, " ")}`);
  });
  if (!page.documentElement.lang) found.push("no lang");
  if (!page.title.trim()) found.push("no title");
  if (!page.querySelector("meta[name=viewport]")) found.push("no viewport");
  every("script[src]:not([type=module], [defer], [async])", "script that blocks");
  every("script:not([src], [type='application/json'], [type='application/ld+json'])", "script in the page");
  every("form:not([action])", "form without action");
  every("a:not([href])", "link that leads nowhere");
  every("a[href^='javascript:'], a[href='#']", "link for script alone");
  every("[onclick], [onsubmit], [onchange], [onload]", "script in an attribute");
  page.querySelectorAll("button").forEach(one => {
    const works = (one.form && one.type !== "button") || one.matches("[popovertarget], [commandfor]");
    if (!works && shown(one)) found.push(`button without form: ${one.outerHTML.slice(0, 80)}`);
  });
  return found;
}"""

# What is wrong with the pictures as they are shown.
PICTURES = """() => [...document.images].flatMap(one => {
  const look = getComputedStyle(one), found = [], name = one.outerHTML.slice(0, 80);
  if (!one.hasAttribute("alt")) found.push(`picture without alt: ${name}`);
  if (!(one.hasAttribute("width") && one.hasAttribute("height")) && look.aspectRatio === "auto")
    found.push(`picture without size: ${name}`);
  return found;
})"""


@dataclass
class Weighed:
    """What was found of a page."""

    page: Opened
    sent: float = 0
    scripts: float = 0
    painted: float = 0
    shift: float = 0
    faults: list[str] = field(default_factory=list)

    def row(self) -> str:
        figures = f"{self.sent / KILOBYTE:7.1f} {self.scripts / KILOBYTE:7.1f} {self.painted:6.0f} {self.shift:6.3f}"
        return f"{self.page.name:<44} {figures}  {'; '.join(self.faults) or 'ok'}"


def weigh(context: BrowserContext, page: Opened) -> Weighed:
    """Open the page with nothing kept, and look."""
    found, tab = Weighed(page), context.new_page()
    line = context.new_cdp_session(tab)
    kinds: dict[str, tuple[str, str]] = {}

    def answered(said: dict[str, Any]) -> None:
        kinds[said["requestId"]] = (said["type"], said["response"]["url"])

    def finished(said: dict[str, Any]) -> None:
        kind, address = kinds.get(said["requestId"], ("", ""))
        if "/evidence/" not in urlsplit(address).path:
            found.sent += said["encodedDataLength"]
            found.scripts += said["encodedDataLength"] if kind == "Script" else 0

    line.on("Network.responseReceived", answered)
    line.on("Network.loadingFinished", finished)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab.add_init_script(WATCH)
    tab.on("pageerror", lambda error: found.faults.append(f"script: {error}"))
    tab.on("console", lambda message: _heard(found, message))
    answer = tab.goto(page.path)
    settle(tab)
    seen = tab.evaluate("window.seen")
    found.painted, found.shift = seen["lcp"], seen["cls"]
    line.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    if answer is not None:
        found.faults += _faults(page, answer, tab.evaluate(AS_SENT, answer.text()), tab.evaluate(PICTURES))
    found.faults += too_much(found)
    tab.close()
    return found


def too_much(found: Weighed) -> list[str]:
    """What goes over a limit."""
    said = {
        f"more than {MOST_OF_A_PAGE // KILOBYTE} kB": found.sent > MOST_OF_A_PAGE,
        f"shifts by more than {MOST_SHIFT}": found.shift > MOST_SHIFT,
        f"shown after more than {MOST_MILLISECONDS} ms": found.painted > MOST_MILLISECONDS,
        "nothing is shown": not found.painted,
    }
    return [words for words, over in said.items() if over]


def _heard(found: Weighed, message: ConsoleMessage) -> None:
    """An error in the console; that a page which is refused was refused is none."""
    refused = "Failed to load resource" in message.text and message.location["url"].endswith(found.page.path)
    if message.type == "error" and not refused:
        found.faults.append(f"console: {message.text[:120]}")


def _faults(page: Opened, answer: Response, *told: list[str]) -> list[str]:
    broken = [f"answer {answer.status}"] if answer.status != page.status else []
    return [*broken, *(fault for part in told for fault in part)]


def weighed(context: BrowserContext, page: Opened) -> Weighed:
    """The page at its best of a few times, where it is only slow."""
    for _ in range(TRIES):
        found = weigh(context, page)
        if found.painted and found.painted <= MOST_MILLISECONDS:
            break
    return found


def own_scripts() -> int:
    """Bytes of all scripts of ours, as they lie on the disk."""
    return sum(path.stat().st_size for path in (config.ROOT / "static").rglob("*.js"))


def main() -> int:
    """Weigh them all; the exit status."""
    faulty, largest = 0, 0.0
    with demo_site() as site, chromium() as browser:
        print(f"{'page':<44} {'kB':>7} {'script':>7} {'LCP ms':>6} {'CLS':>6}  faults", flush=True)
        for username, pages in site.by_account():
            context = visitor(browser, site, username)
            for page in pages:
                found = weighed(context, page)
                print(found.row(), flush=True)
                faulty += bool(found.faults)
                largest = max(largest, found.sent)
            context.close()
    scripts = own_scripts()
    if scripts > MOST_OF_SCRIPTS:
        faulty += 1
        print(f"Own scripts are {scripts / KILOBYTE:.1f} kB in all: more than {MOST_OF_SCRIPTS // KILOBYTE} kB")
    say(f"{len(site.pages)} pages, the largest {largest / KILOBYTE:.1f} kB; scripts {scripts / KILOBYTE:.1f} kB in all")
    say(f"{faulty} with faults" if faulty else "No faults")
    return 1 if faulty else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        say("Stopped")
    except NoGo as fault:
        sys.exit(str(fault))
