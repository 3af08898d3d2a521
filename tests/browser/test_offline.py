"""No connection: a page of the house answers, in the reader's language; with a connection nothing is different."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from ce_workflow.web.language import COOKIE
from tests.browser.conftest import OpenPage
from tests.browser.walks import PHONE, log_in
from tests.browser.words import zh

pytestmark = pytest.mark.template("cast")

READY = """() => navigator.serviceWorker.ready.then(async () => {
  while (!navigator.serviceWorker.controller) await new Promise(done => setTimeout(done, 50));
  while ((await caches.keys()).length !== 1) await new Promise(done => setTimeout(done, 50));
  const cache = await caches.open("ce-offline");
  while ((await cache.keys()).length < 7) await new Promise(done => setTimeout(done, 50));
  return (await cache.keys()).map(request => new URL(request.url).pathname).sort();
})"""

CHANGED = """async words => {
  const said = async () => { const kept = await caches.match("/offline"); return kept ? kept.text() : ""; };
  while (!(await said()).includes(words)) await new Promise(done => setTimeout(done, 50));
}"""


class Line:
    """A site that can be cut off and put back, on the same port."""

    def __init__(self, app: Flask) -> None:
        self.app, self.port = app, 0
        self.connect()

    def connect(self) -> None:
        self.server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self.server.port
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def cut(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def begun(page: Page, line: Line) -> None:
    page.goto(f"http://127.0.0.1:{line.port}/help/")
    kept = page.evaluate(READY)
    assert kept == [
        "/offline",
        *(f"/static/{name}" for name in ("ce.css", "ce.svg", "errors.css", "forms.css", "frame.css", "online.js")),
    ]


def test_without_a_connection_a_page_says_so_and_leads_back(app: Flask, browser: Browser) -> None:
    line = Line(app)
    context = browser.new_context(viewport={"width": PHONE, "height": 844}, service_workers="allow")
    try:
        page = context.new_page()
        begun(page, line)
        line.cut()
        page.goto(f"http://127.0.0.1:{line.port}/providers")
        expect(page.locator("h1")).to_have_text(zh("No connection"))
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.button')).backgroundColor") != "rgba(0, 0, 0, 0)"
        )
        line.connect()
        page.get_by_role("link", name=zh("Try again")).click()
        expect(page.locator("h1")).to_have_text(zh("Providers"))
    finally:
        line.cut()
        context.close()


def test_the_page_comes_by_itself_when_the_connection_is_back(app: Flask, browser: Browser) -> None:
    line = Line(app)
    context = browser.new_context(service_workers="allow")
    try:
        page = context.new_page()
        begun(page, line)
        line.cut()
        page.goto(f"http://127.0.0.1:{line.port}/providers")
        expect(page.locator("h1")).to_have_text(zh("No connection"))
        context.set_offline(True)
        line.connect()
        context.set_offline(False)
        expect(page.locator("h1")).to_have_text(zh("Providers"))
    finally:
        line.cut()
        context.close()


def test_the_page_follows_the_language_of_the_reader(app: Flask, browser: Browser) -> None:
    line = Line(app)
    context = browser.new_context(service_workers="allow")
    try:
        page = context.new_page()
        begun(page, line)
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.evaluate(CHANGED, "No connection")
        line.cut()
        page.goto(f"http://127.0.0.1:{line.port}/providers")
        expect(page.locator("h1")).to_have_text("No connection")
        line.connect()
        assert [cookie["value"] for cookie in context.cookies() if cookie["name"] == COOKIE] == ["en"]
    finally:
        line.cut()
        context.close()


def test_with_a_connection_forms_go_as_ever(open_page: OpenPage) -> None:
    page = open_page(PHONE, service_workers="allow")
    page.goto("/help/")
    page.evaluate(READY)
    log_in(page, "claimant")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("My hours")
    kept = page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.open(name))))")
    assert len(kept) == 1
