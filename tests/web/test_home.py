"""The first page: my year, or where my work is."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event, select

from ce_workflow import clock
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from tests.cast import make_claim
from tests.web.appointing import change_year
from tests.web.rows import rows

pytestmark = pytest.mark.template("cast")


def words(page):
    return " ".join(page.text.split())


def test_a_professional_sees_what_each_open_year_asks_for(client_as):
    page = client_as("claimant").page("/")
    assert "Year 2019" in page.text
    assert f"Year {clock.day_of(clock.now()).year}" in page.text
    for need in ("0 / 30 hours", "0 / 60 hours", "0 / 90 hours", "90 hours to go"):
        assert need in words(page)
    assert "人社部令第25号 第八条" in page.text


def test_credited_hours_count_and_what_is_missing_is_said(app, client_as):
    make_claim(app, "training", "credited")
    text = words(client_as("claimant").page("/ledger/2019"))
    have = text.split("Professional subjects ")[1].split(" / 60")[0]
    assert float(have) > 0
    assert f"{60 - float(have):g} hours to go" in text


@pytest.mark.parametrize(("state", "shown"), [("draft", 1), ("submitted", 1), ("credited", 1), ("withdrawn", 0)])
def test_every_claim_is_listed_but_what_was_withdrawn(app, client_as, state, shown):
    claim_id = make_claim(app, state=state)
    assert client_as("claimant").page("/").links.count(f"/claims/{claim_id}") == shown


def test_the_present_year_comes_first_and_the_others_are_folded(client_as):
    page = client_as("claimant").page("/")
    this_year = clock.day_of(clock.now()).year
    assert page.html.index(f'id="year-{this_year}"') < page.html.index('<details class="fold"')
    assert "Year 2019" in page.html.split('<details class="fold"')[1]


@pytest.mark.parametrize("state", ["submitted", "unit_reviewed"])
def test_what_is_on_its_way_counts_for_nothing_yet_and_is_said(app, client_as, state):
    make_claim(app, "training", state)
    units = rows(app, select(Claim.units_claimed))[0][0]
    text = words(client_as("claimant").page("/ledger/2019"))
    assert f"{units / 100:g} of them under review" in text
    assert "Professional subjects 0 / 60 hours 60 hours to go" in text


def test_what_is_decided_against_or_not_handed_in_is_not_on_its_way(app, client_as):
    for state in ("draft", "returned", "rejected", "appealed", "withdrawn"):
        make_claim(app, "training", state)
    assert "under review" not in client_as("claimant").page("/ledger/2019").text


def test_the_home_says_what_would_close_the_gap(client_as):
    page = client_as("claimant").page("/")
    text = words(page)
    assert "Themes: “人工智能与健康” on the provincial platform, or “5G+” on the platform of a base." in text
    assert "What counts: Academic conference or lecture; Training class or seminar;" in text
    assert {"/providers", "/claims/new"} <= set(page.links)
    assert "The last day for claims has not been announced yet; please claim early." in text
    assert f"What is completed by Dec 31, {clock.day_of(clock.now()).year} counts for this year." in text


def test_what_waits_for_me_comes_first_with_what_to_do(app, client_as):
    returned = make_claim(app, "training", "returned")
    draft = make_claim(app, "conference", "draft")
    newest = make_claim(app, "degree", "submitted")
    page = client_as("claimant").page("/")
    listed = [link for link in page.links if link.startswith("/claims/") and link != "/claims/new"]
    mine = [f"/claims/{draft}", f"/claims/{draft}/edit", f"/claims/{returned}", f"/claims/{returned}/edit"]
    assert [link for link in listed if link != "/claims/"] == [*mine, f"/claims/{newest}"]
    text = words(page)
    assert "Waiting for you" in text
    assert "Not handed in yet. Finish it and submit it." in text
    assert re.search(r"Sent back: [A-Z][a-z ]+\. Correct it and submit it again\.", text)


def test_who_has_a_claim_and_since_when_is_said(app, client_as):
    make_claim(app, "training", "submitted")
    assert re.search(r"With 示例001医院 since [A-Z][a-z]{2} \d+, \d{4}\.", words(client_as("claimant").page("/")))


def test_the_home_asks_the_database_a_few_times_however_many_claims_there_are(app, client_as):
    make_claim(app, "training", "submitted")
    few = asked(app, client_as("claimant"), "/")
    for kind in ("conference", "degree", "patent"):
        make_claim(app, kind, "returned")
    assert asked(app, client_as("claimant"), "/") - few <= 1  # why they were sent back, for all of them at once
    assert few <= 12


def asked(app, visitor, path):
    """How many statements the page takes."""
    seen = []

    def hear(*told):
        seen.append(told[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    visitor.page(path)
    event.remove(engine, "before_cursor_execute", hear)
    return len(seen)


def test_nothing_of_others_is_shown(app, client_as):
    claim_id = make_claim(app, by="outsider")
    assert f"/claims/{claim_id}" not in client_as("claimant").page("/").links


@pytest.mark.parametrize(
    ("username", "first"),
    [
        ("unit", "/desk/"),
        ("sector", "/desk/"),
        ("district", "/desk/"),
        ("city", "/desk/"),
        ("base", "/claims/"),
        ("auditor", "/trail/"),
        ("security", "/trail/"),
        ("admin", "/people/"),
    ],
)
def test_staff_are_led_to_their_work(client_as, username, first):
    visitor = client_as(username)
    assert visitor.get("/").headers["Location"] == first
    assert visitor.get(first).status_code == 200


@pytest.mark.parametrize("username", ["claimant", "unit", "base", "auditor", "admin", "security"])
def test_every_entry_of_the_navigation_opens(client_as, username):
    visitor = client_as(username)
    page = visitor.page("/help/")
    for path in [link for link in page.links if link.startswith("/") and "?" not in link]:
        assert visitor.get(path).status_code in (200, 302), path


def test_a_year_for_which_nobody_decides_any_more_takes_no_claims(app, client_as):
    assert "Year 2019" in client_as("claimant").page("/").text
    change_year(app, 2019, deciding_closes_on="2020-02-29")
    assert "Year 2019" not in client_as("claimant").page("/").text
