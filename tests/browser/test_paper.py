"""A year on paper: whose it is, as of when, every entry and its sum; nothing that one presses."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.walks import log_in
from tests.browser.words import zh
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")


def test_a_year_is_printed_whole_and_bare(app: Flask, open_page: OpenPage) -> None:
    make_claim(app, "training", "credited")
    page = open_page(color_scheme="dark")
    log_in(page, "claimant")
    page.goto("/ledger/2019")
    expect(page.get_by_role("button", name=zh("Print this page"))).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    for gone in ("header.top", "footer", ".back", "[data-print]", ".skip"):
        expect(page.locator(gone)).to_be_hidden()
    for there in ("h1", ".of-paper", ".verdict", "tbody tr:last-child"):
        expect(page.locator(there)).to_be_visible()
    assert page.locator("thead th").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_without_script_there_is_no_button_that_does_nothing(app: Flask, open_page: OpenPage) -> None:
    make_claim(app, "training", "credited")
    page = open_page(java_script_enabled=False)
    log_in(page, "claimant")
    page.goto("/ledger/2019")
    expect(page.locator("[data-print]")).to_be_hidden()


def test_a_page_is_whole_at_twice_the_size_and_in_forced_colours(app: Flask, open_page: OpenPage) -> None:
    make_claim(app, "training", "submitted")
    page = open_page(640, forced_colors="active")
    log_in(page, "claimant")
    for path in ("/", "/ledger/", "/ledger/2019", "/claims/", "/providers", "/help/", "/help/parts"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    page.goto("/")
    filled = page.evaluate(
        "['.bar-coming', '.bar-need'].map(one => getComputedStyle(document.querySelector(one)).fill)"
    )
    assert filled[0] != filled[1]
