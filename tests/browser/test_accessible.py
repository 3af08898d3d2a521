"""Every main page of every role, narrow and wide, light and dark: axe finds nothing; none is wider than a phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page

from tests.browser.conftest import HEIGHT, WIDE, OpenPage
from tests.browser.pages import PAGES, addresses
from tests.browser.walks import PHONE, log_in
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")

# In the dark only colours differ; the rest has been looked at in the light.
EVERYTHING = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
SPOIL = """() => {
  document.querySelector("label").remove();
  document.querySelector("h1").style = "color: light-dark(black, #333); width: 500px";
}"""


@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(app: Flask, open_page: OpenPage, username: str) -> None:
    page = open_page(PHONE)
    if username:
        log_in(page, username)
    found = []
    for address in addresses(app, username):
        page.goto(address)
        found += looked_at(page)
    assert found == []


def test_what_is_wrong_would_be_found(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    page.goto("/login")
    page.evaluate(SPOIL)
    found = "\n".join(looked_at(page))
    for fault in ("390, light: label", "1280, dark: color-contrast", "at 390: 126 pixels too wide"):
        assert fault in found, found
    assert "light: color-contrast" not in found


def test_axe_finds_nothing_in_what_is_refused(app: Flask, open_page: OpenPage) -> None:
    claim_id = make_claim(app, "training", "draft", fields={"title": ""}, evidence=[])
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.goto(f"/claims/{claim_id}")
    page.locator("form[action$='/submit'] button").click()
    page.get_by_role("alert").wait_for()
    assert looked_at(page) == []


def looked_at(page: Page) -> list[str]:
    """What is wrong with the page, everything on it unfolded, at either width and in either light."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(Axe().axe_script)
    found = []
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if too_wide > 0:
            found.append(f"{page.url} at {width}: {too_wide} pixels too wide")
        for light, options in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=light)
            answer = page.evaluate("options => axe.run(options)", options)
            found += [f"{page.url} at {width}, {light}: {fault}" for fault in faults(answer)]
    return found


def faults(answer: dict[str, Any]) -> list[str]:
    pairs = ((rule, node) for rule in answer["violations"] for node in rule["nodes"])
    return [f"{rule['id']} ({rule['help']}): {node['html'][:200]}" for rule, node in pairs]
