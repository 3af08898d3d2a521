"""A real browser before a real server: headless Chromium and the application on a port of its own.

`open_page(width)` is a page in a browser that nobody has used; `page` is such a one. A
broken script, an error in the console, a breach of the policy for content, a request to
another host, a picture or style that is not there: each fails the test at its end.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import URL, start_postgresql
from tests.databases import Databases, PostgreSQL, SQLite

# Chromium looks for hosts of its maker unless told not to.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds; a machine that does much else is slow
HEIGHT = 844
WIDE = 1280

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session", params=["sqlite"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """A browser does not see which database is behind the page: SQLite, unless a test asks for the other."""
    if request.param == "sqlite":
        return SQLite(Path(os.environ["CE_TEST_FOLDER"]))
    if URL not in os.environ:
        start_postgresql(request.config)
    if URL not in os.environ:
        pytest.skip("NO POSTGRESQL: install requirements-dev.txt, or say where one is in CE_TEST_POSTGRESQL_URL")
    return PostgreSQL(os.environ[URL])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CE_REQUIRE_CHROMIUM"):
            pytest.fail("Chromium is required, and there is none.")
        pytest.skip("NO CHROMIUM: no page was seen by a browser; install chromium and fonts-noto-cjk")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address at which the application answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """`open_page(390)`: a page so wide in a browser of its own; more words go to the browser's context."""
    faults: list[str] = []
    with ExitStack() as contexts:

        def open_one(width: int = WIDE, **more: Any) -> Page:
            seen = {"width": width, "height": HEIGHT}
            here = {"base_url": site, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": seen}
            calm = {
                "reduced_motion": "reduce",
                "service_workers": "block",
            }  # tests/browser/test_offline.py lets them work
            context = contexts.enter_context(browser.new_context(**{**here, **calm, **more}))
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            _watch(page, site, faults)
            return page

        yield open_one
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A wide page."""
    return open_page()


def _watch(page: Page, site: str, faults: list[str]) -> None:
    """Write down whatever a page of this house must not do."""

    def hear(message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text  # a refused form is one; `answered` hears of the others
        if "Content Security Policy" in message.text or (message.type == "error" and not refused):
            faults.append(f"{message.type} on {page.url}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{site}/", "data:", "blob:")):
            faults.append(f"asked outside: {request.url}")

    def answered(response: Response) -> None:
        document = response.request.resource_type in ("document", "xhr")  # a form, sent by the browser or by our script
        if response.status >= 500 or (response.status >= 400 and not document):
            faults.append(f"{response.status}: {response.url}")

    def broke(error: Exception) -> None:
        if "dynamically imported module" not in str(
            error
        ):  # a page left before it had all; `answered` hears of one gone
            faults.append(f"script on {page.url}: {error}")

    page.on("pageerror", broke)
    page.on("console", hear)
    page.on("request", asked)
    page.on("response", answered)
