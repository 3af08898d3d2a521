"""The keyboard alone is enough: from log-in to a reviewed claim, the focus in sight at every key."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from ce_workflow.kinds import KINDS
from tests.answers import answers
from tests.browser.conftest import OpenPage
from tests.browser.keys import Keys
from tests.browser.walks import PHONE, done, number_of, papers
from tests.browser.words import zh
from tests.cast import PASSWORD

pytestmark = pytest.mark.template("cast")


def test_from_log_in_to_a_reviewed_claim_by_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    keys = Keys(page)
    enter(page, keys, "claimant")
    keys.go(page.get_by_role("link", name=zh("Claim hours"), exact=True))
    keys.go(page.get_by_role("link", name=zh(KINDS["training"].label), exact=True))
    title = answer(page, keys, "training")
    keys.go(page.get_by_role("button", name=zh("Save and check")), "Space")
    claim_id = number_of(page)
    keys.go(page.locator(f"form[action='/claims/{claim_id}/submit'] button"))
    expect(done(page)).to_have_text(zh("The claim is submitted."))
    expect(page).to_have_url(re.compile("/receipt$"))
    keys.to(page.locator(".menu summary"))
    page.keyboard.press("Enter")
    keys.go(page.locator("form[action='/logout'] button"))

    enter(page, keys, "unit")
    keys.go(page.locator("main table a", has_text=title))
    form = page.locator(f"form[action='/claims/{claim_id}/review']")
    for line in form.locator("[name=checks]").all():
        keys.tick(line)
    keys.go(form.locator("button"))
    expect(page).to_have_url(re.compile("/desk/$"))
    expect(done(page)).to_contain_text(str(claim_id))


def test_the_first_tab_leads_past_the_top_of_the_page(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    page.goto("/help/")
    keys = Keys(page)
    skip = page.get_by_role("link", name=zh("Skip to the content"))
    keys.to(skip)
    page.keyboard.press("Enter")
    keys.to(page.locator("main a").first)


def enter(page: Page, keys: Keys, username: str) -> None:
    page.goto("/login")
    keys.type(page.locator("[name=username]"), username)
    keys.type(page.locator("[name=password]"), PASSWORD)
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.locator("header .who")).to_be_visible()


def answer(page: Page, keys: Keys, kind: str) -> str:
    """Fill in the form of the kind in the order of its steps; the title."""
    typed = answers(kind)
    for field in sorted(KINDS[kind].fields, key=lambda field: field.type in ("date", "hours", "number")):
        if field.name not in typed:
            continue
        box, text = page.locator(f"[name={field.name}]"), typed[field.name]
        if field.type in ("choice", "yes_no"):
            keys.choose(box, text)
        elif field.type == "date":
            keys.day(box, text)
        else:
            keys.type(box, text)
    for name, paper in papers(kind).items():
        keys.file(page.locator(f"[name={name}]"), paper)
    return str(typed["title"])
