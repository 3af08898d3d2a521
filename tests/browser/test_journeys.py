"""A claim of each kind from draft to credited: the claimant on a phone, the deciders at a desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from ce_workflow.kinds import KINDS
from tests.answers import EVIDENCE
from tests.browser.conftest import OpenPage
from tests.browser.walks import PHONE, confirm, draft, log_in, submit, take_up

pytestmark = pytest.mark.template("cast")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_claim_goes_from_draft_to_credited(open_page: OpenPage, kind: str) -> None:
    walk(open_page, kind)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_claim_goes_from_draft_to_credited_on_postgresql(open_page: OpenPage) -> None:
    walk(open_page, "study_abroad")


def walk(open_page: OpenPage, kind: str) -> None:
    phone = open_page(PHONE, has_touch=True, is_mobile=True)
    log_in(phone, "claimant")
    claim_id, typed = draft(phone, kind)
    expect(phone.locator(".files a[href$='/evidence/1']")).to_be_visible()
    assert phone.locator(".files > li").count() == len(EVIDENCE[kind])
    submit(phone, claim_id)

    for username, step in [("unit", "review"), ("sector", "verify")]:
        desk = open_page()
        log_in(desk, username)
        take_up(desk, typed["title"])
        assert f"/desk/{claim_id}" in desk.url
        confirm(desk, claim_id, step, typed["hours_claimed"])
        expect(desk).to_have_url(f"{desk.url.partition('/desk/')[0]}/desk/")

    the_ledger_has(phone, kind, typed)


def the_ledger_has(phone: Page, kind: str, typed: dict[str, str]) -> None:
    """The year of the claim shows the hours, and the entry behind them."""
    hours = typed["hours_claimed"]
    phone.goto("/ledger/")
    phone.get_by_role("link", name="2019", exact=True).click()
    entry = phone.locator("main tbody tr", has_text=typed["title"])
    expect(entry.locator("td.number")).to_have_text(f"+{hours}")
    public, professional, total = phone.locator(".measure-figure strong").all_text_contents()
    assert {public, professional} == {hours, "0"}
    assert (public if KINDS[kind].category == "public" else professional) == hours
    assert total == hours
    entry.get_by_role("link").click()
    expect(phone.locator("h1")).to_have_text(typed["title"])
    expect(phone.locator(".badge-credited")).to_be_visible()
