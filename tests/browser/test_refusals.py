"""What is refused: nothing typed is lost, each fault leads to its field, and who came second is told who was first."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from ce_workflow.cli.cast import HOSPITAL
from tests.browser.conftest import OpenPage
from tests.browser.walks import PHONE, fill_in, form_of, log_in, press, reach, save_button, tick_all
from tests.cast import NAMES, make_claim

pytestmark = pytest.mark.template("cast")

NOTE = '第一行 <b>不是粗体</b> & "引号"\n\n  第三行，𠮷野家 😀'
UNREADABLE = {"class_hours": "八", "hours_claimed": "1e9"}


def test_a_refused_form_keeps_every_word_and_leads_to_each_fault(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.goto("/claims/new/training")
    typed = fill_in(page, "training", note=NOTE, **UNREADABLE)
    page.locator("[name=evidence-certificate]").set_input_files(
        [{"name": "证书.pdf", "mimeType": "application/pdf", "buffer": b"MZ no document at all"}]
    )
    assert send(page, the_save_button(page)) == 422
    for name, text in typed.items():
        expect(page.locator(f"[name={name}]")).to_have_value(text)
    wrong = {*UNREADABLE, "evidence-certificate"}
    assert set(faults(page)) == wrong
    for name in wrong:
        expect(page.locator(f"[name={name}]")).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"[id='{name}-error']")).not_to_be_empty()
    each_link_leads_to_its_field(page)


def test_what_stands_against_submitting_is_said_in_the_form_all_at_once(app: Flask, open_page: OpenPage) -> None:
    claim_id = make_claim(app, "training", "draft", fields={"title": "", "ended_on": "2019-05-01"}, evidence=[])
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.goto(f"/claims/{claim_id}")
    assert send(page, form_of(page, claim_id, "submit").locator("button")) == 422
    assert {"title", "ended_on", "evidence-certificate"} <= set(faults(page))
    each_link_leads_to_its_field(page)


def test_a_decision_that_lacks_something_keeps_the_decider_at_the_form(app: Flask, open_page: OpenPage) -> None:
    claim_id = make_claim(app)
    page = open_page()
    log_in(page, "unit")
    page.goto(f"/claims/{claim_id}")
    form = form_of(page, claim_id, "review")
    form.locator("[name=hours]").fill("7.5")
    form.locator("[name=note]").fill(NOTE)
    form.locator("[name=checks]").first.check()
    assert send(page, form.locator("button")) == 422
    form = page.locator(f"form[action='/claims/{claim_id}/review']")
    expect(form.locator("[name=hours]")).to_have_value("7.5")
    expect(form.locator("[name=note]")).to_have_value(NOTE)
    expect(form.locator("[name=checks]").first).to_be_checked()
    assert set(faults(page)) == {"review-reason", "review-checks"}
    expect(page.get_by_role("alert")).to_be_focused()
    each_link_leads_to_its_field(page)
    form.locator("[name=reason]").select_option("hours_adjusted")
    tick_all(form)
    press(form)
    expect(page).to_have_url(re.compile("/desk/$"))


def test_of_two_deciders_the_second_is_told_who_was_first_and_keeps_the_note(app: Flask, open_page: OpenPage) -> None:
    claim_id = make_claim(app)
    first, second = open_page(), open_page()
    for page, username in ((first, "unit"), (second, "unit2")):
        log_in(page, username)
        page.goto(f"/claims/{claim_id}")
    late = form_of(second, claim_id, "review")
    late.locator("[name=hours]").fill("7.5")
    late.locator("[name=reason]").select_option("hours_adjusted")
    late.locator("[name=note]").fill("我看只有七个半学时。")
    tick_all(late)
    form = form_of(first, claim_id, "review")
    tick_all(form)
    press(form)
    expect(first).to_have_url(re.compile("/desk/$"))

    assert send(second, late.locator("button")) == 409
    expect(second.get_by_role("alert")).to_contain_text(NAMES[HOSPITAL][2])
    expect(second.get_by_role("alert")).to_be_focused()
    expect(second.locator("main")).to_contain_text("我看只有七个半学时。")
    expect(second.locator("main")).to_contain_text("7.5")
    expect(second.locator(".badge-unit_reviewed").first).to_be_visible()


def the_save_button(page: Page) -> Locator:
    """In its step."""
    reach(page, save_button(page))
    return save_button(page)


def send(page: Page, button: Locator) -> int:
    """Press it; the status of the page that comes."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and "/unsent/" not in answer.url
    ) as answer:
        button.click()
    page.wait_for_load_state("load")
    return answer.value.status


def faults(page: Page) -> list[str]:
    """The fields that the summary at the top leads to; it is what a reader hears first."""
    summary = page.get_by_role("alert")
    expect(summary).to_have_count(1)
    return [str(link.get_attribute("href")).removeprefix("#") for link in summary.locator("a").all()]


def each_link_leads_to_its_field(page: Page) -> None:
    """Pressed, it brings the field into sight, and what is typed next goes there."""
    for link in page.get_by_role("alert").locator("a").all():
        name = str(link.get_attribute("href")).removeprefix("#")
        link.click()
        field = page.locator(f"[id='{name}']")
        expect(field).to_be_in_viewport()
        if field.evaluate("one => one.tagName") == "FIELDSET":
            page.keyboard.press("Tab")  # a group is no stop: the next one is its first line
            field = field.locator("input").first
        expect(field).to_be_focused()
