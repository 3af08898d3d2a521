"""Chinese unless somebody asks for English, and then it stays: T-83."""

from __future__ import annotations

import pytest

from ce_workflow.web.language import COOKIE

pytestmark = pytest.mark.template("cast")


@pytest.mark.parametrize("browser", ["en-US,en;q=0.9", "de", "zh-TW", "*", "\x00;q=x", "en;" * 2000])
def test_t83_chinese_is_spoken_whatever_the_browser_prefers(visitor, browser):
    visitor.delete_cookie(COOKIE)
    answer = visitor.get("/login", headers={"Accept-Language": browser})
    assert '<html lang="zh-CN">' in answer.text


def test_english_stays_after_the_browser_was_closed_and_for_who_has_not_logged_in(visitor):
    visitor.delete_cookie(COOKIE)
    answer = visitor.send_form(visitor.page("/help/states").form("/language"), language="en")
    assert answer.headers["Location"] == "/help/states"
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(COOKIE))
    assert "Max-Age=31536000" in cookie
    assert "HttpOnly" in cookie
    assert visitor.page("/help/states").lang == "en"
    assert visitor.page("/login").lang == "en"


def test_each_language_is_offered_in_its_own_words(visitor):
    assert "中文" in visitor.page("/help/").text
    visitor.delete_cookie(COOKIE)
    assert "English" in visitor.page("/help/").text


def test_a_language_that_is_not_spoken_changes_nothing(visitor):
    answer = visitor.send_form(visitor.page("/help/").form("/language"), language="../../etc")
    assert answer.status_code == 303
    assert visitor.page("/help/").lang == "en"


def test_a_made_up_cookie_speaks_chinese(visitor):
    visitor.set_cookie(COOKIE, "zz' OR 1=1--")
    assert visitor.page("/help/").lang == "zh-CN"


def test_t32_the_switch_leads_to_no_other_site(visitor):
    form = visitor.page("/help/").form("/language")
    assert visitor.send_form(form, language="en", next="//evil.example").headers["Location"] == "/"


def test_a_page_of_an_error_is_switched_too(visitor):
    page = visitor.page("/nowhere", status=404)
    answer = visitor.post(
        "/language",
        data=page.form("/language").values() | {"language": "zh_CN"},
        headers={"Referer": "http://localhost/nowhere"},
    )
    assert answer.headers["Location"] == "/nowhere"
