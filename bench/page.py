"""`page`: a whole page from request to HTML, in a city of a hundred thousand claims.

Each is asked for through the application as a server calls it, with the cookie of
somebody who has logged in by the form: session, roles, reach, rows, timeline, template.
Beside it, in the same run and by the same caller, stands a bare view that says hello.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bench.measure import Measured, report, say
from bench.places import Place
from ce_workflow.cli.cast import PASSWORD
from ce_workflow.cli.demo import load_city
from ce_workflow.people import roles
from ce_workflow.states.names import CREDITED, SUBMITTED
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Grant, User

CLAIMS, PEOPLE = 100_000, 20_000
SECONDS = 0.6  # of a block of either side
BLOCKS = 7
ASKED = 20
MOST_MILLISECONDS = 50

Ask = Callable[[], object]


class Look(NamedTuple):
    """A page that is measured: what it is called, who opens it, where."""

    case: str
    username: str | None
    path: str


def run(place: Place) -> None:
    """Build the city, and measure its pages."""
    app = place.application(place.migrated("page"))
    with app.app_context():
        say(f"building a city of {CLAIMS} claims on {place.name}")
        load_city(people=PEOPLE, claims=CLAIMS, records=None, year=None, seed=None)
        db.engine.dispose()
    measure(app, place.name)
    with app.app_context():
        db.engine.dispose()


def measure(app: Flask, database: str) -> None:
    """One line a page."""
    greet = hello()
    with app.app_context():
        wanted = looks()
    for look in wanted:
        page = opened(app, look)
        measured = beside(page, greet)
        report("page", look.case, database, measured, "pages/s")
        wall, own = 1000 / median(measured.ours), processor(page)
        much = f": more than {MOST_MILLISECONDS}" if wall > MOST_MILLISECONDS else ""
        say(f"{look.case}, {database}: {wall:.1f} ms{much}; {own:.1f} ms of our processor time")


def looks() -> list[Look]:
    """The pages, and for each an account with as much on it as anybody has."""
    claims = func.count(Claim.id).desc()
    busiest = select(Claim.desk).where(Claim.state == SUBMITTED, Claim.desk == Claim.unit)
    unit = db.session.scalar(busiest.group_by(Claim.desk).order_by(claims).limit(1))
    reviewer = _holder(roles.REVIEWER, unit)
    waiting = db.session.scalar(select(Claim.id).where(Claim.desk == unit).order_by(Claim.moved_at).limit(1))
    owners = select(Claim.person_id).group_by(Claim.person_id).order_by(claims, Claim.person_id).limit(1)
    owner = db.session.scalar(owners)
    mine = (
        select(Claim.id)
        .where(Claim.person_id == owner)
        .order_by((Claim.state != CREDITED), Claim.version.desc())
        .limit(1)
    )
    claim_id = db.session.scalar(mine)
    claimant = db.session.scalar(select(User.username).where(User.person_id == owner))
    return [
        Look("claim, claimant", claimant, f"/claims/{claim_id}"),
        Look("claim, reviewer", reviewer, f"/claims/{waiting}"),
        Look("desk, reviewer", reviewer, "/desk/"),
        Look("claims, reviewer", reviewer, "/claims/"),
        Look("home, claimant", claimant, "/"),
    ]


def _holder(role: str, scope: str | None) -> str:
    asked = select(User.username).join(Grant, Grant.user_id == User.id)
    name = db.session.scalar(asked.where(Grant.role == role, Grant.scope == scope).order_by(User.id).limit(1))
    assert name, f"nobody is {role} of {scope}"
    return name


def opened(app: Flask, look: Look) -> Ask:
    """The request of somebody who has logged in; it must be answered by the page itself."""
    browser = app.test_client()
    form = browser.get("/login").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert token is not None
    typed = {"csrf_token": token[1], "username": look.username, "password": PASSWORD}
    assert browser.post("/login", data=typed).status_code in (302, 303), look.username
    return request(browser, look.path)


def hello() -> Ask:
    """A view of a bare Flask that says hello."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "hello")
    return request(app.test_client(), "/")


def request(browser: FlaskClient, path: str) -> Ask:
    """One request of that address, made beforehand and sent as a server would."""
    answer = browser.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status}"
    sent = {name: kept for name, kept in answer.request.environ.items() if "." not in name or name.startswith("wsgi.")}
    app = browser.application

    def ask() -> None:
        assert b"".join(app(dict(sent), _begin))

    return ask


def _begin(_status: str, _headers: list[tuple[str, str]], _fault: object = None) -> Callable[[bytes], object]:
    return len


def beside(ours: Ask, limit: Ask) -> Measured:
    """Both in turn, block by block."""
    for ask in (ours, limit):
        rate(ask)
    found = [(rate(ours), rate(limit)) for _ in range(BLOCKS)]
    return Measured([a for (a, _), _ in found], [b for _, (b, _) in found], sum(n for (_, n), _ in found))


def processor(ask: Ask) -> float:
    """Milliseconds of our own processor time that one takes: what a busy machine changes least."""
    begun = process_time()
    for _ in range(ASKED):
        ask()
    return (process_time() - begun) * 1000 / ASKED


def rate(ask: Ask) -> tuple[float, int]:
    """(requests a second, how many) of a block."""
    count, begun = 0, perf_counter()
    while (passed := perf_counter() - begun) < SECONDS:
        ask()
        count += 1
    return count / passed, count
