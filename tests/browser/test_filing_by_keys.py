"""Filing on a narrow screen with the keyboard alone, and what axe says of each step of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Field
from tests.answers import answers
from tests.browser.conftest import OpenPage
from tests.browser.keys import Keys
from tests.browser.test_accessible import looked_at
from tests.browser.test_filing import NEW, PHOTO, WORDS
from tests.browser.walks import PHONE, done, fill_in, log_in, number_of, papers, reach, save_button
from tests.browser.words import zh

pytestmark = pytest.mark.template("cast")


def test_from_the_form_to_the_receipt_by_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.goto(NEW)
    expect(page.locator("form.stepped")).to_be_visible()
    keys, typed = Keys(page), answers("training")
    fields = [field for field in KINDS["training"].fields if field.name in typed]
    answer(page, keys, [field for field in fields if field.type not in ("date", "hours")], typed)
    onward(page, keys)
    answer(page, keys, [field for field in fields if field.type in ("date", "hours")], typed)
    onward(page, keys)
    for name, paper in papers("training").items():
        keys.file(page.locator(f"[name={name}]"), paper)
    onward(page, keys)
    keys.to(page.locator("[data-trial]"))
    page.keyboard.press("Enter")
    expect(page.locator("#worked")).to_be_focused()
    keys.go(save_button(page))
    claim_id = number_of(page)
    keys.go(page.locator(f"form[action='/claims/{claim_id}/submit'] button"))
    expect(page).to_have_url(re.compile(f"/claims/{claim_id}/receipt$"))
    expect(done(page)).to_have_text(zh("The claim is submitted."))
    keys.go(page.get_by_role("link", name=zh("To the claim")))


def test_axe_finds_nothing_in_any_step(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.goto(NEW)
    fill_in(page, "training", title="")
    page.locator("[name=evidence-certificate]").set_input_files([PHOTO, WORDS])
    found = look(page, "evidence")
    reach(page, save_button(page))
    page.get_by_role("button", name=zh("Work it out first")).click()
    expect(page.locator("#worked")).to_be_focused()
    found += look(page, "check")
    save_button(page).click()
    page.get_by_role("alert").wait_for()
    found += look(page, "refused")
    page.goto(NEW)
    page.locator(".restored").wait_for()
    assert found + look(page, "restored") == []


def look(page: Page, where: str) -> list[str]:
    found = [f"{where}: {fault}" for fault in looked_at(page)]
    page.set_viewport_size({"width": PHONE, "height": 844})
    return found


def answer(page: Page, keys: Keys, fields: list[Field], typed: dict[str, str]) -> None:
    """These fields, in the order of the step."""
    for field in fields:
        box, text = page.locator(f"[name={field.name}]"), typed[field.name]
        if field.type in ("choice", "yes_no"):
            keys.choose(box, text)
        elif field.type == "date":
            keys.day(box, text)
        else:
            keys.type(box, text)


def onward(page: Page, keys: Keys) -> None:
    keys.to(page.get_by_role("button", name=zh("Next"), exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".is-here h2")).to_be_focused()
