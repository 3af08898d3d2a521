"""The first page: my year, or where my work is."""

from __future__ import annotations

import pytest

from ce_workflow import clock
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")


def test_a_professional_sees_what_each_open_year_asks_for(client_as):
    page = client_as("claimant").page("/")
    assert "Year 2019" in page.text
    assert f"Year {clock.day_of(clock.now()).year}" in page.text
    for need in ("0 / 30 hours", "0 / 60 hours", "0 / 90 hours"):
        assert need in " ".join(page.text.split())
    assert "人社部令第25号 第八条" in page.text


def test_credited_hours_count_and_what_is_missing_is_said(app, client_as):
    make_claim(app, "training", "credited")
    words = " ".join(client_as("claimant").page("/ledger/2019").text.split())
    have = words.split("Professional subjects ")[1].split(" / 60")[0]
    assert float(have) > 0
    assert f"{60 - float(have):g} hours are missing" in words


@pytest.mark.parametrize(("state", "shown"), [("draft", 1), ("submitted", 1), ("credited", 0), ("withdrawn", 0)])
def test_what_is_on_its_way_is_listed_until_it_is_credited(app, client_as, state, shown):
    claim_id = make_claim(app, state=state)
    assert client_as("claimant").page("/").links.count(f"/claims/{claim_id}") == shown


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
