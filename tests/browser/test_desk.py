"""The desk: list, claim, evidence and decision side by side, by the keyboard alone, with and without script."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests import corpus
from tests.browser.conftest import OpenPage
from tests.browser.keys import SEEN
from tests.browser.walks import PHONE, done, form_of, log_in, press, tick_all
from tests.browser.words import zh
from tests.cast import keep, later, make_claim

pytestmark = pytest.mark.template("cast")
QUERY = "?kind=training&year=2019"


def three(app: Flask) -> list[int]:
    """Three claims of training that wait, longest wait first, each with a certificate of three pages."""
    proof = keep(app, "证书.pdf", corpus.pdf("three", 3))
    return [
        make_claim(app, at=later(-days), fields={"title": f"等了{days}天的培训"}, evidence=[("certificate", proof)])
        for days in (9, 8, 7)
    ]


def left(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["x"]


def test_list_evidence_and_decision_stand_side_by_side(app: Flask, open_page: OpenPage) -> None:
    first, *_ = three(app)
    page = open_page()
    log_in(page, "unit2")
    page.goto(f"/desk/{first}")
    queue, papers, form = (
        page.locator(name) for name in (".queue", ".paper-pages", f"form[action$='/{first}/review']")
    )
    assert left(queue) < left(papers) < left(form)
    papers.scroll_into_view_if_needed()
    expect(form.locator("[name=hours]")).to_be_in_viewport()
    expect(page.locator(".desk-back")).to_be_hidden()


def test_on_a_phone_the_claim_stands_alone_with_a_way_back(app: Flask, open_page: OpenPage) -> None:
    first, *_ = three(app)
    page = open_page(PHONE)
    log_in(page, "unit2")
    page.goto(f"/desk/{first}{QUERY}")
    expect(page.locator(".desk-list")).to_be_hidden()
    page.get_by_role("link", name=zh("Back to the list")).click()
    expect(page).to_have_url(re.compile(re.escape(f"/desk/{QUERY}")))
    expect(page.locator("main tbody tr")).to_have_count(3)


def test_filters_stay_after_a_decision_and_the_focus_is_on_the_next_heading(app: Flask, open_page: OpenPage) -> None:
    first, second, _ = three(app)
    make_claim(app, "public_course", at=later(-20))
    page = open_page()
    log_in(page, "unit2")
    page.goto("/desk/")
    page.locator("[name=kind]").select_option("training")
    page.locator("[name=year]").select_option("2019")
    page.get_by_role("button", name=zh("Filter")).click()
    page.locator("main table a").first.click()
    form = form_of(page, first, "review")
    tick_all(form)
    press(form)
    expect(page).to_have_url(re.compile(re.escape(f"/desk/{second}{QUERY}")))
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_have_accessible_description(re.compile(str(first)))
    expect(done(page)).to_be_in_viewport()
    expect(page.locator(".queue > li")).to_have_count(2)


def test_the_desk_by_the_keyboard_alone(app: Flask, open_page: OpenPage) -> None:
    first, second, third = three(app)
    page = open_page()
    log_in(page, "unit2")
    page.goto("/desk/")
    strike(page, "j", "j", "k")
    expect(page.locator(f"[data-row][href^='/desk/{first}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/desk/{first}"))
    strike(page, "e")
    expect(page.locator(".paper-pages")).to_be_focused()
    strike(page, "r")
    for line in page.locator(f"form[action$='/{first}/review'] [name=checks]").all():
        expect(line).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.locator("[name=hours]").first).to_be_focused()
    hears(page)
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(f"/desk/{second}"))
    expect(page.locator("h1")).to_be_focused()
    strike(page, "j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/desk/{third}"))


def hears(page: Page) -> None:
    """The script of the keys has come: it shows the button that explains them."""
    expect(page.get_by_role("button", name=zh("Keys"))).to_be_visible()


def strike(page: Page, *keys: str) -> None:
    """Press keys, once the page hears them; after each the focus is somewhere, and seen."""
    hears(page)
    for key in keys:
        page.keyboard.press(key)
        assert page.evaluate(SEEN) == "", key


def test_keys_are_letters_while_somebody_types(app: Flask, open_page: OpenPage) -> None:
    first, *_ = three(app)
    page = open_page()
    log_in(page, "unit2")
    page.goto(f"/desk/{first}")
    note = page.locator(f"form[action$='/{first}/review'] [name=note]")
    hears(page)
    note.focus()
    page.keyboard.type("jkert?[]+-")
    expect(note).to_have_value("jkert?[]+-")
    expect(note).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_keys_are_explained_and_can_be_switched_off_for_good(app: Flask, open_page: OpenPage) -> None:
    three(app)
    page = open_page()
    log_in(page, "unit2")
    page.goto("/desk/")
    hears(page)
    page.keyboard.press("?")
    told = page.get_by_role("dialog", name=zh("Keys of the desk"))
    expect(told).to_be_visible()
    told.get_by_label(zh("Use these keys")).uncheck()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    for _ in range(2):
        hears(page)
        page.keyboard.press("j")
        expect(page.locator("[data-row]").first).not_to_be_focused()
        page.keyboard.press("?")
        expect(told).to_be_hidden()
        page.reload()
    page.get_by_role("button", name=zh("Keys")).click()
    told.get_by_label(zh("Use these keys")).check()
    told.get_by_role("button", name=zh("Close")).click()
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()


def test_evidence_is_leafed_through_enlarged_and_turned(app: Flask, open_page: OpenPage) -> None:
    first, *_ = three(app)
    page = open_page()
    log_in(page, "unit2")
    page.goto(f"/desk/{first}")
    paper, box = page.locator(".paper"), page.locator(".paper-pages")
    box.evaluate("one => { one.style.maxHeight = '200px' }")  # these pages are small: make them fill the window
    box.scroll_into_view_if_needed()
    picture = page.locator(".leaf img").first
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("one => one.naturalWidth") > 0
    at = page.locator(".paper-at")
    expect(at).to_have_text(zh("Page %(page)s of %(pages)s", page=1, pages=3))
    hears(page)
    page.get_by_role("button", name=zh("Next page")).click()
    expect(at).to_have_text(zh("Page %(page)s of %(pages)s", page=2, pages=3))
    page.keyboard.press("[")
    expect(at).to_have_text(zh("Page %(page)s of %(pages)s", page=1, pages=3))
    wide = width(picture)
    page.keyboard.press("+")
    assert width(picture) == pytest.approx(wide * 1.5, rel=0.02)
    page.keyboard.press("-")
    assert width(picture) == pytest.approx(wide, rel=0.02)
    page.keyboard.press("t")
    expect(paper).to_have_attribute("data-turns", "1")
    box_of = picture.bounding_box()
    assert box_of
    assert box_of["height"] == pytest.approx(box_of["width"] * 2, rel=0.02)  # a page of 200 by 100 stands upright
    assert box_of["width"] == pytest.approx(wide, rel=0.02)


def width(picture: Locator) -> float:
    box = picture.bounding_box()
    assert box
    return box["width"]


def test_a_reason_is_asked_for_only_where_the_hours_differ(app: Flask, open_page: OpenPage) -> None:
    first, *_ = three(app)
    page = open_page()
    log_in(page, "unit2")
    page.goto(f"/desk/{first}")
    form = form_of(page, first, "review")
    reason, hours = form.locator("[name=reason]"), form.locator("[name=hours]")
    expect(reason).to_be_hidden()
    hours.fill("7.5")
    expect(reason).to_be_visible()
    expect(reason.locator("option").first).to_have_text(zh("Please choose"))
    tick_all(form)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        press(form)
    assert answer.value.status == 422
    expect(page.locator(".queue > li")).to_have_count(3)
    expect(page.locator("#review-hours")).to_have_value("7.5")
    expect(page.locator("#review-reason")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_after_a_refusal_the_focus_is_on_what_stands_against_it(app: Flask, open_page: OpenPage, script: bool) -> None:
    first, *_ = three(app)
    page = open_page(java_script_enabled=script)
    log_in(page, "unit2")
    page.goto(f"/desk/{first}")
    hours = form_of(page, first, "review").locator("[name=hours]")
    if script:
        hears(page)
    hours.focus()
    page.keyboard.press("Control+Enter" if script else "Enter")
    expect(page.get_by_role("alert")).to_be_focused()


def test_in_forced_colours_one_row_and_one_place_are_marked(app: Flask, open_page: OpenPage) -> None:
    first, *_ = three(app)
    page = open_page(forced_colors="active")
    log_in(page, "unit2")
    page.goto(f"/desk/{first}")
    for parts, side in ((".queue a", "border-left-color"), (".places a", "border-bottom-color")):
        read = f"all => all.map(one => [one.ariaCurrent !== null, getComputedStyle(one).getPropertyValue('{side}')])"
        found = page.locator(parts).evaluate_all(read)
        here, others = ({colour for is_here, colour in found if is_here is kind} for kind in (True, False))
        assert len(here) == 1, parts
        assert not here & others, parts
    full = "one => getComputedStyle(one, '::before').backgroundColor"
    assert page.locator(".life-done").first.evaluate(full) != page.locator(".life-ahead").first.evaluate(full)


def test_without_script_everything_is_there(app: Flask, open_page: OpenPage) -> None:
    first, second, _ = three(app)
    page = open_page(java_script_enabled=False)
    log_in(page, "unit2")
    page.goto("/desk/?kind=training")
    page.locator("main table a").first.click()
    expect(page.locator(".leaf img")).to_have_count(3)
    expect(page.locator(".paper-tools")).to_be_hidden()
    expect(page.locator("[name=reason]").first).to_be_visible()
    expect(page.get_by_role("button", name=zh("Keys"))).to_have_count(0)
    page.locator("details", has=page.locator(f"form[action$='/{first}/send-back']")).locator("summary").click()
    form = page.locator(f"form[action$='/{first}/send-back']")
    form.locator("[name=reason]").select_option("evidence_unclear")
    form.locator("[name=note]").fill("请重新扫描。")
    press(form)
    expect(page).to_have_url(re.compile(rf"/desk/{second}\?kind=training"))
    expect(done(page)).to_be_visible()
