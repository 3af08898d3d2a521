"""A site of its own to look at: fresh demo data in a temporary folder, a free port, Chromium before it.

`demo_site()` gives the address and, for every page of `tools.pages`, who opens it and
where. Nothing that runs elsewhere is touched, and nothing stays behind.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import NamedTuple

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select

from ce_workflow import clock, create_app
from ce_workflow.cli.cast import EXTRAS, PASSWORD
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from ce_workflow.store.people import actor_named
from ce_workflow.store.reach import within_reach
from ce_workflow.store.tables import Claim, Person
from tools import run, simulations
from tools.pages import CLAIMANT, COLLEAGUE, PAGES, meant, name_of, states_in

PHONE, WIDE = 390, 1280
PATIENCE = 30_000  # milliseconds
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


class Opened(NamedTuple):
    """A page of the list, as the demo has it: its name, the account that opens it, its address, the status meant."""

    name: str
    username: str
    path: str
    status: int = 200


class DemoSite(NamedTuple):
    """Where the site answers, and its pages; those of one account stand together."""

    address: str
    pages: list[Opened]

    def by_account(self) -> Iterator[tuple[str, list[Opened]]]:
        """(account, its pages)."""
        for username, pages in groupby(sorted(self.pages, key=lambda page: page.username), lambda page: page.username):
            yield username, list(pages)


@contextmanager
def demo_site() -> Iterator[DemoSite]:
    """The site, filled and answering; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="ce-demo-") as folder:
        settings = {"CE_INSTANCE": folder, "CE_DATABASE_URL": "", "CE_BLOB_URL": "", "CE_ENV": "development"}
        environ = os.environ | settings | {"CE_TRUSTED_HOSTS": "127.0.0.1", "CE_TRUSTED_PROXIES": "0"}
        run.fill(environ, demo=True)
        app = create_app(settings)
        with app.app_context():
            if (city := actor_named("city", clock.now())) is not None:
                simulations.make(city)
        pages = list(_pages(app))
        port = _free_port()
        with run.site(environ, port):
            yield DemoSite(f"http://127.0.0.1:{port}", pages)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        raise run.NoGo("Chromium is needed (Debian: chromium, fonts-noto-cjk).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def visitor(browser: Browser, site: DemoSite, username: str, width: int = PHONE) -> BrowserContext:
    """A browser that nobody has used, in which the account (nobody, if blank) has logged in."""
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": 844},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE)
    if username:
        page = context.new_page()
        page.goto("/login")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").first.click()
        page.locator("header .who").wait_for(state="attached")
        page.close()
    return context


def settle(page: Page) -> None:
    """Wait until what the page fetches is there: a page that keeps a line open is shown as it is."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(250)


def _pages(app: Flask) -> Iterator[Opened]:
    with app.app_context():
        for username, paths in PAGES.items():
            for path in paths:
                opened = _opened(username, path)
                if opened is None:
                    run.say(f"The demo has nothing to show at {path} for {username}: left out")
                else:
                    yield opened
        db.engine.dispose()


def _opened(username: str, path: str) -> Opened | None:
    """The page, opened by somebody who has such claims: the demo's are not those of the account `claimant`."""
    wanted = states_in(path)
    professionals = [*(account.username for account in EXTRAS), CLAIMANT]
    for name in professionals if username == CLAIMANT else [username]:
        actor = actor_named(name, clock.now()) if name else None
        found = {what: _shows(actor, what) for what in wanted} if actor else {}
        if all(found.values()) and len(found) == len(wanted):
            return Opened(name_of(username, path), name, path.format(**found), meant(username, path))
    return None


def _shows(actor: Actor, wanted: str) -> int | str | None:
    """What stands for a place in braces."""
    if wanted == COLLEAGUE:
        others = select(Person.id).where(Person.unit.in_(actor.scopes), Person.id != actor.person_id)
        return db.session.scalar(others.order_by(Person.id).limit(1))
    return _claim(actor, wanted)


def _claim(actor: Actor, state: str) -> int | None:
    """The newest claim in that state that the actor sees: their own if they claim, else one at their desk first."""
    mine = Claim.person_id == actor.person_id
    asked = select(Claim.id).where(within_reach(actor), Claim.state == state)
    asked = asked.where(mine if actor.role == CLAIMANT else ~mine)
    return db.session.scalar(asked.order_by(Claim.desk.in_(actor.scopes).desc(), Claim.id.desc()).limit(1))


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
