"""Chinese unless asked for English, each whole: the site says everything in the reader's language, data stay."""

from __future__ import annotations

import re
from functools import cache

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import text

from ce_workflow.store.database import db
from ce_workflow.web.language import COOKIE
from tests.answers import DECISIONS, FIELDS
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, addresses, visit
from tests.browser.walks import PHONE, log_in, log_out
from tests.browser.words import untranslated

pytestmark = pytest.mark.template("cast")

CHINESE = re.compile("[\u3400-\u9fff]+")
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,})+|\b[a-z]+(?:_[a-z]+)+\b(?!\.)|^[A-Z][a-z]{2,}$")

NUMBER = r"川科鉴字〔\d+〕第\d+号"

# Every piece of text that a reader can see or is told, but citations, codes, and what is in a language that it names.
SAID = """root => {
  document.querySelectorAll("details").forEach(one => { one.open = true });
  const found = [document.title], skip = ".clause, code, textarea.code, [lang]:not(html)";
  const walk = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walk.nextNode())
    if (walk.currentNode.parentElement.checkVisibility() && !walk.currentNode.parentElement.closest(skip))
      found.push(walk.currentNode.data);
  for (const one of document.querySelectorAll("[aria-label], [data-label], [title], [placeholder]"))
    found.push(...["aria-label", "data-label", "title", "placeholder"].map(name => one.getAttribute(name) || ""));
  return found.map(words => words.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


def test_english_stays_through_log_out_and_log_in(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    log_in(page, "claimant")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(re.compile("^My hours"))
    log_out(page)
    expect(page.locator("h1")).to_have_text("Log in")
    log_in(page, "claimant2")
    expect(page.locator("h1")).to_have_text("My hours")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


@pytest.mark.parametrize("username", PAGES)
def test_no_page_mixes_its_languages(app: Flask, site: str, open_page: OpenPage, username: str) -> None:
    page = open_page()
    if username:
        log_in(page, username)
    mixed, names = [], known_names(app)
    for address in addresses(app, username):
        speak(page.context, site, "zh_CN")
        visit(page, username, address)
        mixed += [f"{address} in Chinese: {words}" for words in page.evaluate(SAID, "body") if is_english(words)]
        speak(page.context, site, "en")
        visit(page, username, address)
        mixed += [f"{address} in English: {words}" for words in page.evaluate(SAID, "main") if is_chinese(words, names)]
    assert mixed == []


def speak(context: BrowserContext, site: str, language: str) -> None:
    """What the switch does, without a page."""
    context.add_cookies([{"name": COOKIE, "value": language, "url": site}])


def is_english(words: str) -> bool:
    """A message that the catalogue translates; several words in a row, a code, or a word all by itself."""
    return bool(untranslated().fullmatch(words) or ENGLISH.search(words))


def is_chinese(words: str, names: re.Pattern[str]) -> bool:
    return bool(CHINESE.search(names.sub("", words)))


def known_names(app: Flask) -> re.Pattern[str]:
    """What is data: names of people and organisations, themes, and what the cast types."""
    asked = "SELECT name FROM ce_organisation UNION SELECT name FROM ce_person UNION SELECT theme FROM ce_theme"
    with app.app_context():
        known = {name for (name,) in db.session.execute(text(asked))}
    known |= {name[0] + "*" for name in known}
    words = sorted(known | typed(), key=len, reverse=True)
    return re.compile("|".join([NUMBER, *map(re.escape, words)]))


@cache
def typed() -> frozenset[str]:
    said = [*FIELDS.values(), *DECISIONS.values()]
    return frozenset(str(found) for answers in said for found in answers.values() if CHINESE.search(str(found)))
