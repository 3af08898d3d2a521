"""By the keyboard alone, what is on the way of no journey (`test_journeys`)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.keys import SEEN, Keys
from tests.browser.test_filing import NEW
from tests.browser.walks import PHONE, log_in, log_out, reach
from tests.browser.words import zh

pytestmark = pytest.mark.template("cast")


def test_the_first_tab_leads_past_the_top_of_the_page(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    page.goto("/help/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=zh("Skip to the content"))).to_be_focused()
    assert page.evaluate(SEEN) == ""
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main a").first).to_be_focused()


def test_the_focus_goes_to_hours_that_were_worked_out_and_the_menu_leads_out(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    keys, trial = Keys(page), page.locator("[data-trial]")
    log_in(page, "claimant", keys)
    page.goto(NEW)
    reach(page, trial, keys)
    keys.press(trial)
    expect(page.locator("#worked")).to_be_focused()
    log_out(page, keys)
