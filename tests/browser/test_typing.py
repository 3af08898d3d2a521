"""While somebody types: the hours appear by themselves, and no word is lost to the other language."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.walks import PHONE, form_of, log_in, reach
from tests.browser.words import zh
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")
NEW = "/claims/new/training"
NOTE = "我看只有七个半学时。"
DAYS = {"started_on": "2019-05-06", "ended_on": "2019-05-08"}


def hours(number: int) -> str:
    return zh("By what is filled in so far: %(hours)s hours.", hours=number)


def test_the_hours_appear_while_the_form_is_filled_in_and_the_focus_stays(open_page: OpenPage) -> None:
    page = form(open_page, PHONE)
    short = page.locator("[data-told=short]")
    page.locator("[name=title]").fill("急救培训")
    expect(short).to_contain_text(zh("The hours appear here as soon as there is enough to work them out from."))
    fill_days(page, "24")
    expect(short).to_contain_text(hours(18))
    expect(short).to_be_in_viewport()
    expect(short).to_have_role("status")
    expect(page.locator("[name=class_hours]")).to_be_focused()
    expect(page.locator("#worked dd").first).to_have_text("18")
    expect(page.locator(".error:visible, .summary:visible")).to_have_count(0)


def test_on_a_wide_screen_they_are_in_sight_wherever_one_types(open_page: OpenPage) -> None:
    page = form(open_page)
    fill_days(page, "6")
    page.locator("[name=title]").scroll_into_view_if_needed()
    expect(page.locator("[data-told=short]")).to_contain_text(hours(6))
    expect(page.locator("[data-told=short]")).to_be_in_viewport()
    expect(page.locator("[data-told=worked] .worked-before")).to_be_hidden()


def test_an_answer_that_is_overtaken_is_not_shown(open_page: OpenPage) -> None:
    page = form(open_page)
    fill_days(page, "6")
    expect(page.locator("[data-told=short]")).to_contain_text(hours(6))
    held: list[Route] = []
    page.route("**/claims/unsent/training", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request("**/claims/unsent/training"):
        page.locator("[name=class_hours]").fill("12")
    page.locator("[name=class_hours]").fill("18")
    expect(page.locator("[data-told=short]")).to_contain_text(hours(18))
    with page.expect_response("**/claims/unsent/training"):
        held[0].fulfill(body='<p data-told="short">12</p><div data-told="worked">12</div>', content_type="text/html")
    page.wait_for_timeout(200)
    expect(page.locator("[data-told=short]")).to_contain_text(hours(18))
    expect(page.locator("#worked dd").first).to_have_text("18")


def test_without_connection_the_last_estimate_is_marked_and_comes_anew_afterwards(open_page: OpenPage) -> None:
    page = form(open_page)
    fill_days(page, "6")
    expect(page.locator("#worked dd").first).to_have_text("6")
    page.context.set_offline(True)
    page.locator("[name=class_hours]").fill("12")
    expect(page.locator(".worked-before")).to_be_visible(timeout=15_000)
    expect(page.locator("[data-told=short]")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator("[data-told=short]")).to_contain_text(hours(12))
    expect(page.locator("[data-told=short]")).to_be_visible()
    expect(page.locator(".worked-before")).to_be_hidden()


def test_what_is_typed_at_the_desk_is_there_in_the_other_language(app: Flask, open_page: OpenPage) -> None:
    claim_id = make_claim(app)
    page = open_page()
    log_in(page, "unit")
    page.goto(f"/desk/{claim_id}")
    review = form_of(page, claim_id, "review")
    review.locator("[name=hours]").fill("7.5")
    review.locator("[name=note]").fill(NOTE)
    review.locator("[name=checks]").first.check()
    page.locator("header [name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    review = page.locator(f"form[action='/claims/{claim_id}/review']")
    expect(review.locator("[name=hours]")).to_have_value("7.5")
    expect(review.locator("[name=note]")).to_have_value(NOTE)
    expect(review.locator("[name=checks]").first).to_be_checked()
    expect(review.locator("[data-told=kept]")).to_contain_text("did not send")


def test_what_is_longer_than_browsers_send_from_a_hidden_page_is_kept_from_there_too(open_page: OpenPage) -> None:
    page = open_page()
    log_in(page, "city")
    page.goto("/rules/new")
    page.locator("[name=text]").fill(f"# {'学时认定' * 500}\n" * 4)  # 72,000 bytes as they are sent
    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-told=kept]")).to_have_text(re.compile(r"\d\d:\d\d"))


def test_a_part_of_the_answer_that_the_page_lacks_is_left_out(open_page: OpenPage) -> None:
    page = form(open_page)
    answer = '<p data-told="elsewhere">x</p><p data-told="kept">12:34</p>'
    page.route("**/claims/unsent/training", lambda route: route.fulfill(body=answer, content_type="text/html"))
    page.locator("[name=title]").fill("急救培训")
    expect(page.locator("[data-told=kept]")).to_have_text("12:34")


@pytest.mark.parametrize("username", ["city", "sector", "claimant"])
def test_on_a_phone_every_place_and_the_whole_role_are_in_sight(open_page: OpenPage, username: str) -> None:
    page = open_page(360)
    log_in(page, username)
    for language in ("zh-CN", "en"):
        expect(page.locator("html")).to_have_attribute("lang", language)
        for part in (*page.locator(".places a").all(), page.locator(".menu .role"), page.locator("[name=language]")):
            expect(part).to_be_in_viewport(ratio=1)
            assert part.evaluate("one => one.scrollWidth <= one.clientWidth || !one.clientWidth")
        page.locator("header [name=language]").click()


def form(open_page: OpenPage, width: int = 1280) -> Page:
    """The form of a training, opened by a professional."""
    page = open_page(width)
    log_in(page, "claimant")
    page.goto(NEW, wait_until="networkidle")  # whoever types faster than the modules come is heard at the next key
    return page


def fill_days(page: Page, class_hours: str) -> None:
    """Say when it was and how many hours it had."""
    for name, text in (DAYS | {"class_hours": class_hours}).items():
        reach(page, page.locator(f"[name={name}]"))
        page.locator(f"[name={name}]").fill(text)
