"""Every page of every role, narrow and wide, light and dark, in both languages: axe finds nothing; all fit a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHT, WIDE, OpenPage
from tests.browser.pages import PAGES, addresses, visit
from tests.browser.test_filing import NEW, PHOTO, WORDS
from tests.browser.test_languages import speak
from tests.browser.walks import PHONE, fill_in, log_in, reach, save_button
from tests.browser.words import zh
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")

# In the dark only colours differ; the rest has been looked at in the light.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
NARROW = 360
WAYS = [(width, light) for width in (NARROW, WIDE) for light in ("light", "dark")]
SPOIL = """() => {
  document.querySelector("label").remove();
  document.querySelector("h1").style = "color: light-dark(black, #333); width: 500px";
}"""


@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(
    app: Flask, site: str, open_page: OpenPage, username: str
) -> None:
    page = open_page(NARROW)
    if username:
        log_in(page, username)
    found = []
    for address in addresses(app, username):
        speak(page.context, site, "zh_CN")
        visit(page, username, address)
        found += looked_at(page)
        speak(page.context, site, "en")
        visit(page, username, address)
        found += looked_at(page, [(NARROW, "light")])  # other words, the same parts: what is new is how long they are
    assert found == []


def test_what_is_wrong_would_be_found(open_page: OpenPage) -> None:
    page = open_page(NARROW)
    page.goto("/login")
    page.evaluate(SPOIL)
    found = "\n".join(looked_at(page))
    for fault in ("360, light: label", "1280, dark: color-contrast", "at 360: 156 pixels too wide"):
        assert fault in found, found
    assert "light: color-contrast" not in found


def test_axe_finds_nothing_in_what_is_refused(app: Flask, open_page: OpenPage) -> None:
    claim_id = make_claim(app, "training", "draft", fields={"title": ""}, evidence=[])
    page = open_page(NARROW)
    log_in(page, "claimant")
    page.goto(f"/claims/{claim_id}")
    page.locator("form[action$='/submit'] button").click()
    page.get_by_role("alert").wait_for()
    assert looked_at(page) == []


def test_axe_finds_nothing_in_the_open_menu(open_page: OpenPage) -> None:
    page = open_page(NARROW)
    log_in(page, "unit")
    page.evaluate(Axe().axe_script)
    page.locator("header summary").click()
    expect(page.locator("header [action='/logout'] button")).to_be_visible()
    for light in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if light == "dark" else "light")
        answer = page.evaluate("options => axe.run('header details', options)", EVERYTHING)
        assert list(faults(answer)) == []


def test_axe_finds_nothing_in_any_step_of_filing(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.goto(NEW)
    fill_in(page, "training", title="")
    page.locator("[name=evidence-certificate]").set_input_files([PHOTO, WORDS])
    found = on_a_phone(page, "evidence")
    reach(page, save_button(page))
    page.get_by_role("button", name=zh("Work it out first")).click()
    expect(page.locator("#worked")).to_be_focused()
    found += on_a_phone(page, "check")
    save_button(page).click()
    page.get_by_role("alert").wait_for()
    found += on_a_phone(page, "refused")
    page.goto(NEW)
    page.locator(".restored").wait_for()
    assert found + on_a_phone(page, "restored") == []


def on_a_phone(page: Page, where: str) -> list[str]:
    """What is wrong here; the window is as wide afterwards as before."""
    found = [f"{where}: {fault}" for fault in looked_at(page)]
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    return found


def looked_at(page: Page, ways: Sequence[tuple[int, str]] = WAYS) -> list[str]:
    """What is wrong with the page, all that it holds unfolded, looked at in these ways."""
    unfold(page)
    page.evaluate(Axe().axe_script)
    found = []
    for width, light in ways:
        if page.viewport_size != {"width": width, "height": HEIGHT}:
            page.set_viewport_size({"width": width, "height": HEIGHT})
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if too_wide > 0 and light == "light":
            found.append(f"{page.url} at {width}: {too_wide} pixels too wide")
        page.emulate_media(color_scheme="dark" if light == "dark" else "light")
        answer = page.evaluate("options => axe.run(options)", COLOURS if light == "dark" else EVERYTHING)
        found += [f"{page.url} at {width}, {light}: {fault}" for fault in faults(answer)]
    return found


def unfold(page: Page) -> None:
    """Open whatever is folded in the page itself; the menu would cover the places beside it."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")


def faults(answer: dict[str, Any]) -> list[str]:
    pairs = ((rule, node) for rule in answer["violations"] for node in rule["nodes"])
    return [f"{rule['id']} ({rule['help']}): {node['html'][:200]}" for rule, node in pairs]
