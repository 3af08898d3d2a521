"""Filing on a phone: step by step, with pictures while they are sent, and nothing lost whatever happens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from ce_workflow.kinds import KINDS
from tests import corpus
from tests.browser.conftest import OpenPage
from tests.browser.test_refusals import faults, send
from tests.browser.walks import (
    PHONE,
    add_papers,
    done,
    fill_in,
    log_in,
    number_of,
    papers,
    reach,
    save,
    save_button,
)
from tests.browser.words import zh

pytestmark = pytest.mark.template("cast")
NEW = "/claims/new/training"
TITLE = "写到一半的培训班"
PHOTO: FilePayload = {"name": "证书.jpg", "mimeType": "image/jpeg", "buffer": corpus.jpeg(7)}
WORDS: FilePayload = {"name": "说明.docx", "mimeType": "application/msword", "buffer": b"PK\x03\x04"}


def test_one_step_at_a_time_with_the_focus_at_its_heading(open_page: OpenPage) -> None:
    page = phone(open_page)
    heading = page.locator(".is-here h2")
    expect(heading).to_have_text(zh("What it was"))
    expect(page.locator("[data-step]:visible")).to_have_count(1)
    expect(page.locator(".is-here .step-count")).to_have_text("第 1 步，共 4 步")
    page.get_by_role("button", name=zh("Next")).click()
    expect(heading).to_have_text(zh("When, and how many hours"))
    expect(heading).to_be_focused()
    page.go_back()
    expect(heading).to_have_text(zh("What it was"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("[data-step]:visible")).to_have_count(4)


def test_next_says_how_much_is_open_and_leads_on(open_page: OpenPage) -> None:
    page = phone(open_page)
    left = page.locator(".is-here .step-left")
    page.locator("[name=title]").fill(TITLE)
    page.get_by_role("button", name=zh("Next")).click()
    expect(page.locator(".is-here h2")).to_have_text(zh("When, and how many hours"))
    expect(left).to_have_text(re.compile(r"^上一步还有 \d 项未填，可以稍后补填。$"))
    page.get_by_role("button", name=zh("Previous step")).click()
    expect(left).to_have_text("")


def test_enter_leads_on_and_sends_nothing_before_the_last_step(open_page: OpenPage) -> None:
    page = phone(open_page)
    page.locator("[name=title]").fill(TITLE)
    page.keyboard.press("Enter")
    expect(page.locator("[name=organiser]")).to_be_focused()
    assert page.url.endswith(NEW)


def test_the_last_step_sums_up_what_was_typed_with_ways_back(open_page: OpenPage) -> None:
    page = phone(open_page)
    fill_in(page, "training", title=TITLE)
    add_papers(page, "training")
    reach(page, save_button(page))
    summary = page.locator("[data-summed]")
    for said in (
        TITLE,
        zh("Passed the examination"),
        "2019年5月6日",
        "18 学时",
        papers("training")["evidence-certificate"]["name"],
    ):
        expect(summary).to_contain_text(said)
    expect(summary.get_by_role("link", name=zh("Not filled in"))).to_have_count(0)
    expect(summary.get_by_text(zh("Optional, not filled in")).first).to_be_visible()
    page.locator("[name=organiser]").evaluate("one => { one.value = ''; }")
    page.get_by_role("button", name=zh("Previous step")).click()
    page.get_by_role("button", name=zh("Next")).click()
    summary.get_by_role("link", name=zh("Not filled in")).click()
    expect(page.locator("[name=organiser]")).to_be_focused()
    reach(page, save_button(page))
    summary.get_by_role("link", name=zh("When, and how many hours")).click()
    expect(page.locator(".is-here h2")).to_be_focused()
    expect(page.locator("[name=started_on]")).to_be_visible()


def test_hours_are_worked_out_before_anything_is_saved(open_page: OpenPage) -> None:
    page = phone(open_page)
    fill_in(page, "training", class_hours="24", hours_claimed="24")
    page.locator("[name=evidence-certificate]").set_input_files([PHOTO])
    reach(page, save_button(page))
    page.get_by_role("button", name=zh("Work it out first")).click()
    worked = page.locator("#worked")
    expect(worked).to_be_focused()
    expect(worked.locator("dd")).to_have_text(["18", "24", "2019"])
    expect(worked).to_contain_text(zh("Nothing stands against submitting it."))
    expect(worked).to_contain_text("三（三）1")
    assert chosen(page).count() == 1
    assert page.url.partition("#")[0].endswith(NEW)


def test_files_are_shown_with_a_picture_and_come_and_go_one_by_one(open_page: OpenPage) -> None:
    page = phone(open_page)
    box = page.locator("[name=evidence-certificate]")
    reach(page, box)
    box.set_input_files([PHOTO])
    box.set_input_files([*papers("training").values(), WORDS])
    expect(chosen(page)).to_have_count(3)
    assert page.locator(".chosen img").first.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    expect(page.locator(".piece", has=box)).to_contain_text("说明.docx”的扩展名不在受理范围内")
    page.get_by_role("button", name=zh("Remove: %(name)s", name="说明.docx")).click()
    expect(chosen(page)).to_have_count(2)
    assert box.evaluate("one => one.files.length") == 2
    expect(page.get_by_role("button", name=zh("Remove: %(name)s", name="扫描件 certificate.pdf"))).to_be_focused()
    with page.expect_file_chooser() as camera:
        page.locator(".piece", has=box).get_by_role("button", name=zh("Take a photo")).click()
    assert camera.value.element.get_attribute("capture") == "environment"
    camera.value.set_files([{**PHOTO, "name": "image.jpg", "buffer": corpus.jpeg(8)}])
    expect(chosen(page)).to_have_count(3)


def test_what_is_refused_keeps_the_files_and_opens_the_step(open_page: OpenPage) -> None:
    page = phone(open_page)
    fill_in(page, "training", hours_claimed="viele")
    page.locator("[name=evidence-certificate]").set_input_files([PHOTO])
    reach(page, save_button(page))
    assert send(page, save_button(page)) == 422
    assert faults(page) == ["hours_claimed"]
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator(".is-here h2")).to_have_text(zh("When, and how many hours"))
    expect(page.locator("[data-files-lost]")).to_have_count(0)
    assert page.locator("[name=evidence-certificate]").evaluate("one => one.files[0].name") == PHOTO["name"]
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("[name=hours_claimed]")).to_be_focused()
    page.locator("[name=hours_claimed]").fill("18")
    expect(page.locator(".summary .is-changed")).to_contain_text(zh("(changed)"))
    save(page)
    expect(done(page)).to_be_visible()
    expect(page.locator("main")).to_contain_text(PHOTO["name"])


def test_a_lost_connection_loses_nothing(open_page: OpenPage) -> None:
    page = phone(open_page)
    typed = fill_in(page, "training")
    add_papers(page, "training")
    reach(page, save_button(page))
    page.context.set_offline(True)
    save_button(page).click()
    expect(page.locator("[data-sending]")).to_contain_text(
        zh("The connection was lost, so nothing was saved. Everything is still here: try again when you are connected.")
    )
    expect(save_button(page)).to_have_text(zh("Try again"))
    expect(save_button(page)).to_be_focused()
    page.context.set_offline(False)
    save_button(page).click()
    number_of(page)
    expect(page.locator("h1")).to_have_text(typed["title"])
    expect(page.locator("main")).to_contain_text(papers("training")["evidence-certificate"]["name"])


def test_a_form_whose_log_in_has_ended_stays_and_can_be_sent_afterwards(open_page: OpenPage) -> None:
    page = phone(open_page)
    fill_in(page, "training", title=TITLE)
    add_papers(page, "training")
    reach(page, save_button(page))
    page.context.clear_cookies()
    assert send(page, save_button(page)) == 400
    link = page.locator("[data-sending] a")
    expect(link).to_have_text(zh("Log in (opens a new window)"))
    other = page.context.new_page()
    log_in(other, "claimant")
    other.close()
    save_button(page).click()  # its token is of the log-in before; the answer brings the new one, and it goes again
    number_of(page)
    expect(page.locator("h1")).to_have_text(TITLE)


def test_what_was_typed_is_there_again_and_can_be_thrown_away(open_page: OpenPage) -> None:
    page = phone(open_page)
    page.locator("[name=title]").fill(TITLE)
    expect(page.locator("[data-told=kept]")).to_have_text(re.compile(r"^已自动保存 \d\d:\d\d$"))
    page.goto("/claims/")
    page.goto(NEW)
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    page.get_by_text(zh("Throw it away and begin anew")).click()
    page.get_by_role("button", name=zh("Throw it away")).click()
    expect(page.locator("[name=title]")).to_have_value("")


def test_leaving_the_page_keeps_what_was_typed_a_moment_before(open_page: OpenPage) -> None:
    page = phone(open_page)
    page.locator("[name=title]").fill(TITLE)
    page.goto("/claims/")
    for _ in range(40):  # it is sent while the page is left; when it arrives nobody is told
        page.goto(NEW)
        if page.locator("[name=title]").input_value() == TITLE:
            break
        page.wait_for_timeout(250)
    expect(page.locator("[name=title]")).to_have_value(TITLE)


def test_leaving_what_could_not_be_kept_is_asked_about(open_page: OpenPage) -> None:
    page = phone(open_page)
    page.context.set_offline(True)
    page.locator("[name=title]").press_sequentially("培训")
    expect(page.locator("[data-told=kept]")).to_have_text(zh("What you type cannot be kept at the moment."))
    with page.expect_event("dialog", lambda asked: asked.type == "beforeunload") as asked:
        page.evaluate("setTimeout(() => location.assign('/claims/'))")
    asked.value.dismiss()
    page.context.set_offline(False)
    expect(page.locator("[data-told=kept]")).to_have_text(re.compile(r"^已自动保存 \d\d:\d\d$"))
    page.goto("/claims/")
    expect(page).to_have_url(re.compile("/claims/$"))


def test_without_script_the_hours_are_worked_out_on_the_same_page(open_page: OpenPage) -> None:
    page = phone(open_page, java_script_enabled=False)
    expect(page.locator("[data-step]:visible")).to_have_count(4)
    fill_in(page, "training", hours_claimed="12")
    page.get_by_role("button", name=zh("Work it out first")).click()
    expect(page.locator("#worked dd")).to_have_text(["18", "12", "2019"])
    expect(page.locator("#worked")).to_be_in_viewport()
    expect(page.locator("[name=hours_claimed]")).to_have_value("12")


def test_the_chooser_leads_to_each_kind_by_a_touch_anywhere_on_it(open_page: OpenPage) -> None:
    page = phone(open_page)
    for kind in ("patent", "public_course"):
        page.goto("/claims/new")
        page.locator(".kinds > li", has_text=zh(KINDS[kind].label)).locator("dl").click(
            force=True
        )  # the link lies over it
        expect(page).to_have_url(re.compile(f"/claims/new/{kind}$"))


def phone(open_page: OpenPage, **more: bool) -> Page:
    """A phone, with the form of a training open."""
    page = open_page(PHONE, has_touch=True, is_mobile=True, **more)
    log_in(page, "claimant")
    page.goto(NEW)
    return page


def chosen(page: Page) -> Locator:
    return page.locator(".chosen > li")
