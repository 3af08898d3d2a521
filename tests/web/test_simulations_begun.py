"""A simulation under way: its page says how far it is, whoever looks, until there is a result or nobody works at it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from ce_workflow.acts import simulations as acts
from ce_workflow.store.database import db
from ce_workflow.store.transaction import transaction
from ce_workflow.web import simulations
from ce_workflow.web.language import COOKIE
from tests import cast
from tests.acts.rules import DISTRICT, HEALTH
from tests.cli.typed import done, typed
from tests.web.books import books, refusals
from tests.web.conftest import page_of
from tests.web.test_simulations import DRAFT, drafted, stricter, tried

pytestmark = pytest.mark.template("cast")
IN_FORCE = "/rules/chengdu-2019.1"
FIRST = "/rules/simulations/1"
PATIENCE = 60  # seconds


@pytest.fixture
def started(monkeypatch):
    """The commands that pages have started; nobody works at them."""
    found = []
    monkeypatch.setattr(simulations, "start", lambda *words: found.append(words))
    return found


def changed(app, sql, **values):
    with app.app_context():
        transaction(lambda: db.session.execute(text(f"UPDATE ce_simulation SET {sql}"), values))


def silent(app):
    """Nobody has said for a long time how far it is."""
    changed(app, "ticked_at = :at", at="2019-01-02T00:00:00.000000Z")


def test_a_process_of_its_own_works_it_out_while_the_page_looks_on(app, client_as):
    claim_id = cast.make_claim(app, state="credited")
    visitor = client_as("city")
    drafted(visitor, stricter())
    answer = tried(visitor)
    assert (answer.status_code, answer.location) == (303, FIRST)
    end = time.monotonic() + PATIENCE
    while "Refresh" in visitor.get(FIRST).headers and time.monotonic() < end:
        time.sleep(0.2)
    page = visitor.page(FIRST)
    assert f"Claim {claim_id}" in page.text
    assert "credited 18, tried 12" in " ".join(page.text.split())
    assert "as they were written" in done(app, "trail", "verify")


def test_the_page_fetches_itself_again_unless_the_reader_does_not_want_that(app, client_as, started):
    visitor = client_as("city")
    tried(visitor, IN_FORCE)
    assert started == [("rules", "simulate-begun", "1")]
    answer = visitor.get(FIRST)
    assert answer.headers["Refresh"] == "5"
    page = page_of(answer)
    assert "being looked up" in page.text
    assert f"{FIRST}?again=no" in page.links
    calm = visitor.get(f"{FIRST}?again=no")
    assert "Refresh" not in calm.headers
    assert FIRST in page_of(calm).links


def test_it_is_said_how_far_it_is(app, client_as, started):
    visitor = client_as("city")
    tried(visitor, IN_FORCE)
    changed(app, "total = 1000000, done = 340000")
    assert "340,000 of 1,000,000 claims" in visitor.page(FIRST).text
    assert 'max="1000000" value="340000"' in visitor.get(FIRST, headers={"Accept-Encoding": "identity"}).text
    assert "under way" in visitor.page(IN_FORCE).text


def test_whoever_begins_it_twice_is_led_to_the_first(app, client_as, started):
    first, second = client_as("city"), client_as("city")
    assert tried(first, IN_FORCE).location == tried(second, IN_FORCE).location == FIRST
    assert len(started) == 1
    assert refusals(app) == []


def test_rules_of_one_authority_are_tried_one_at_a_time(app, client_as, started):
    visitor = client_as("city")
    drafted(visitor, stricter())
    tried(visitor, IN_FORCE)
    before = books(app)
    answer = tried(visitor)
    assert answer.status_code == 409
    assert "chengdu-2019.1 is being tried just now" in page_of(answer).text
    assert FIRST in page_of(answer).links
    assert books(app) == before
    assert refusals(app) == [("begin_simulation", "one_at_a_time")]
    sector = client_as("sector")
    drafted(sector, HEALTH)
    assert tried(sector, "/rules/chengdu-health-2019.1").status_code == 303


def test_one_that_says_nothing_any_more_has_stopped_and_is_begun_again(app, client_as, started):
    cast.make_claim(app, state="credited")
    visitor = client_as("city")
    tried(visitor, IN_FORCE)
    changed(app, "total = 9, done = 4")
    silent(app)
    answer = visitor.get(FIRST)
    assert "Refresh" not in answer.headers
    assert "4 of 9 claims had been worked out" in page_of(answer).text
    assert "stopped without a result" in visitor.page(IN_FORCE).text
    again = visitor.send(FIRST, to=f"{IN_FORCE}/simulate")
    assert again.location == "/rules/simulations/2"
    assert typed(app, "rules", "simulate-begun", "1").exit_code == 1
    done(app, "rules", "simulate-begun", "2")
    assert "Unchanged" in visitor.page("/rules/simulations/2").text
    assert "It stopped" in visitor.page(FIRST).text
    assert visitor.get("/rules/simulations/2?with=1").status_code == 404
    assert "as they were written" in done(app, "trail", "verify")


def test_others_see_how_far_it_is_and_cannot_begin_it_again(app, client_as, started):
    tried(client_as("city"), IN_FORCE)
    sector = client_as("sector")
    assert "being worked out" in sector.page(FIRST).text
    silent(app)
    assert "Begin again" not in sector.page(FIRST).text
    assert client_as("claimant").get(FIRST).status_code == 403


def test_a_draft_that_changes_meanwhile_is_not_tried_by_halves(app, client_as, started):
    visitor = client_as("city")
    drafted(visitor, stricter())
    tried(visitor)
    drafted(visitor, stricter().replace("at_most = 4", "at_most = 3", 1))
    assert typed(app, "rules", "simulate-begun", "1").exit_code == 1
    assert "It stopped" in visitor.page(FIRST).text
    assert tried(visitor, DRAFT).location == "/rules/simulations/2"


def test_how_far_it_is_is_noted_while_it_is_worked_out(app, client_as, started, monkeypatch):
    cast.make_claim(app, state="credited")
    noted = []

    def tick(number, at, **far):
        noted.append(far)
        real(number, at, **far)

    real = acts.tick
    monkeypatch.setattr("ce_workflow.cli.simulate_begun.tick", tick)
    monkeypatch.setattr("ce_workflow.cli.simulate_begun.NOW_AND_THEN", timedelta())
    tried(client_as("city"), IN_FORCE)
    done(app, "rules", "simulate-begun", "1")
    assert noted == [{"total": 1}, {"done": 1}]


def test_who_works_at_what_was_given_up_stops(app, client_as, started, monkeypatch):
    cast.make_claim(app, state="credited")
    visitor = client_as("city")
    tried(visitor, IN_FORCE)

    def meanwhile(authority, year):
        silent(app)
        tried(visitor, IN_FORCE)
        return 1

    monkeypatch.setattr("ce_workflow.cli.simulate_begun.count_claims", meanwhile)
    result = typed(app, "rules", "simulate-begun", "1")
    assert result.exit_code == 1
    assert "was given up" in result.stderr
    assert "being worked out" in visitor.page("/rules/simulations/2").text


def test_it_is_read_in_chinese(client_as, started):
    visitor = client_as("city")
    tried(visitor, IN_FORCE)
    visitor.delete_cookie(COOKIE)
    assert "正在试算" in visitor.page(FIRST).text


def test_where_nothing_can_be_started_it_is_said_and_can_be_begun_again_at_once(app, client_as, monkeypatch):
    def refuse(*words):
        raise OSError

    monkeypatch.setattr(simulations, "start", refuse)
    visitor = client_as("city")
    answer = tried(visitor, IN_FORCE)
    assert answer.status_code == 503
    assert "The server cannot work it out just now" in page_of(answer).text
    assert refusals(app) == [("begin_simulation", "not_started")]
    assert "It stopped" in visitor.page(FIRST).text
    monkeypatch.setattr(simulations, "start", lambda *words: None)
    assert tried(visitor, IN_FORCE).location == "/rules/simulations/2"


def test_two_at_most_are_worked_out_at_once_in_the_whole_house(app, client_as, started):
    answers = [tried(client_as("city"), IN_FORCE)]
    for who, code, written in (("sector", "chengdu-health", HEALTH), ("district", "510112", DISTRICT)):
        drafted(client_as(who), written)
        answers.append(tried(client_as(who), f"/rules/{code}-2019.1"))
    assert [answer.status_code for answer in answers] == [303, 303, 409]
    assert "2 rule sets are being tried just now" in page_of(answers[2]).text
    assert refusals(app) == [("begin_simulation", "enough_at_once")]
    silent(app)
    assert tried(client_as("district"), "/rules/510112-2019.1").status_code == 303
