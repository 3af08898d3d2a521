"""`make weigh` would find what it looks for; that it finds nothing is for `make weigh` to say."""

from __future__ import annotations

from tests.browser.conftest import OpenPage
from tools.demo_site import Opened
from tools.weigh import AS_SENT, PICTURES, WATCH, Weighed, own_scripts, too_much

BAD = """<!DOCTYPE html><html><head><script src="/a.js"></script><script>1</script></head><body>
<form><button>x</button></form><a>nowhere</a><a href="#">script</a><button type="button">script</button>
<p onclick="x()"></p><p hidden><a>hidden</a></p>
<dialog><form method="dialog"><button>x</button></form></dialog><template><a>later</a></template></body></html>"""
GOOD = """<!DOCTYPE html><html lang="en"><head><title>t</title><meta name="viewport" content="width=device-width">
<script type="module" src="/a.js"></script></head><body><form action="/x" id="f"><button>x</button></form>
<button form="f">x</button><a href="/x">x</a></body></html>"""


def test_what_does_not_work_without_script_is_found(open_page: OpenPage) -> None:
    page = open_page()  # blank: what it is told of never runs, and breaches no policy
    found = [words.partition(":")[0] for words in page.evaluate(AS_SENT, BAD)]
    assert found == [
        "no lang",
        "no title",
        "no viewport",
        "script that blocks",
        "script in the page",
        "form without action",
        "link that leads nowhere",
        "link for script alone",
        "script in an attribute",
        "button without form",
    ]
    assert page.evaluate(AS_SENT, GOOD) == []


def test_pictures_without_size_or_words_are_found(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/login")
    assert page.evaluate(PICTURES) == []
    page.evaluate("document.querySelector('main').append(new Image())")
    found = [words.partition(":")[0] for words in page.evaluate(PICTURES)]
    assert found == ["picture without alt", "picture without size"]


def test_the_browser_tells_when_a_page_was_shown(open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script(WATCH)
    page.goto("/login")
    page.wait_for_function("() => seen.lcp > 0")
    assert page.evaluate("seen.cls") < 0.1


def test_what_is_too_much_is_said() -> None:
    page = Opened("home", "", "/")
    assert too_much(Weighed(page, sent=99_000, painted=2000)) == []
    assert len(too_much(Weighed(page, sent=101_000, painted=2600, shift=0.2))) == 3
    assert too_much(Weighed(page, sent=1)) == ["nothing is shown"]


def test_our_own_scripts_are_few() -> None:
    assert 0 < own_scripts() < 30_000
