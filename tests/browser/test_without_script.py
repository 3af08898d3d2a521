"""Script is a comfort: a claim is begun, changed and submitted where a browser runs none."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.walks import PHONE, add_papers, done, draft, log_in, save, submit
from tests.browser.words import zh

pytestmark = pytest.mark.template("cast")


def test_from_draft_to_submitted_without_script(open_page: OpenPage) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, "claimant")
    claim_id, _ = draft(page, "conference")
    page.get_by_role("link", name=zh("Edit"), exact=True).click()
    page.locator("[name=title]").fill("学术会议（第二天）")
    page.locator("[name=drop]").first.check()
    add_papers(page, "conference")
    save(page)
    expect(page.locator("h1")).to_have_text("学术会议（第二天）")
    expect(page.locator(".files > li")).to_have_count(3)
    submit(page, claim_id)
    expect(page.locator(".badge-submitted").first).to_be_visible()


def test_who_withdraws_is_asked_first_without_script(open_page: OpenPage) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    log_in(page, "claimant")
    claim_id, _ = draft(page, "training")
    form = page.locator(f"form[action='/claims/{claim_id}/withdraw']")
    expect(form).to_be_hidden()
    page.locator("details", has=form).locator("summary").click()
    form.locator("button").click()
    expect(done(page)).to_have_text(zh("The claim is withdrawn."))
