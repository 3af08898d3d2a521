"""The list of claims within reach."""

from __future__ import annotations

import pytest
from flask import Flask

from ce_workflow.store import claims
from tests.cast import HOSPITAL, NAMES, make_claim, step_with
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def listed(links: list[str]) -> list[int]:
    """The numbers of the claims that a page leads to, in its order."""
    numbers = [link.removeprefix("/claims/") for link in links if link.startswith("/claims/")]
    return [int(number) for number in numbers if number.isdigit()]


def test_the_newest_come_first_and_only_those_within_reach(app: Flask, client_as: ClientAs) -> None:
    first, theirs, draft = make_claim(app), make_claim(app, by="outsider"), make_claim(app, state="draft")
    expected = {
        "claimant": [draft, first],
        "claimant2": [],
        "outsider": [theirs],
        "unit": [first],
        "unit-b": [theirs],
        "sector": [first],
        "sector-b": [theirs],
        "district": [first],
        "city": [theirs, first],
        "base": [],
        "auditor": [theirs, first],
    }
    for who, numbers in expected.items():
        assert listed(client_as(who).page("/claims/").links) == numbers, who


@pytest.mark.parametrize("who", ["admin", "security"])
def test_T_13_those_who_see_no_content_get_403(client_as: ClientAs, who: str) -> None:
    assert client_as(who).get("/claims/").status_code == 403


def test_an_auditor_sees_names_masked(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor = client_as("auditor")
    for path in ("/claims/", f"/claims/{claim_id}"):
        text = visitor.page(path).text
        assert "闫*" in text
        assert "闫斌静" not in text
    assert "闫斌静" in client_as("city").page("/claims/").text


def test_a_page_leads_to_the_next_by_key(app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [make_claim(app, state="draft", evidence=[]) for _ in range(5)]
    monkeypatch.setattr(claims, "PAGE", 2)
    visitor = client_as("claimant")
    seen, path = [], "/claims/"
    for _ in range(3):
        page = visitor.page(path)
        seen += listed(page.links)
        path = next((link for link in page.links if "?before=" in link), "")
    assert seen == numbers[::-1]
    assert path == ""


FORGED = ["-1", "x", "1e3", "' OR 1=1--", "1;drop table ce_claim", "9" * 30, "", " 1", "１", "0x10", "%00", "1.0"]


@pytest.mark.parametrize("cursor", FORGED)
def test_T_40_a_forged_cursor_is_400(app: Flask, client_as: ClientAs, cursor: str) -> None:
    make_claim(app)
    visitor = client_as("claimant")
    answer = visitor.get("/claims/", query_string={"before": cursor})
    assert answer.status_code == 400


def test_T_40_a_page_never_grows(app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        make_claim(app, state="draft", evidence=[])
    monkeypatch.setattr(claims, "PAGE", 2)
    page = client_as("claimant").page("/claims/?page=-1&size=1000000000&limit=1000000")
    assert len(listed(page.links)) == 2


@pytest.mark.parametrize("query", ["sort=(select 1)", "order=id;drop", "sort=' OR 1=1--"])
def test_T_22_what_is_no_parameter_changes_nothing(app: Flask, client_as: ClientAs, query: str) -> None:
    first, second = make_claim(app), make_claim(app)
    assert listed(client_as("unit").page(f"/claims/?{query}").links) == [second, first]


def test_staff_look_for_a_claim_by_its_number_its_professional_or_its_year(app: Flask, client_as: ClientAs) -> None:
    first, second = make_claim(app), make_claim(app, by="claimant2")
    name, other = NAMES[HOSPITAL][:2]
    for who in ("unit", "city"):
        visitor = client_as(who)
        for query, found in {
            f"q={first}": [first],
            f"q={name}": [first],
            f"q={other}&year=2019": [second],
            "year=2019": [second, first],
            "year=2018": [],
            "q=%25_\\": [],
            "q=99999999999999999": [],
        }.items():
            assert listed(visitor.page(f"/claims/?{query}").links) == found, (who, query)
        assert visitor.get("/claims/?year=soon").status_code == 400


def test_an_auditor_cannot_look_for_a_name(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    assert listed(client_as("auditor").page(f"/claims/?q={NAMES[HOSPITAL][0]}").links) == []
    assert listed(client_as("auditor").page(f"/claims/?q={claim_id}").links) == [claim_id]


def test_the_list_has_the_hours_that_were_claimed_and_those_that_were_recognised(
    app: Flask, client_as: ClientAs
) -> None:
    claim_id = make_claim(app)
    assert '<td class="number" data-label="Claimed">18</td>' in client_as("auditor").page("/claims/").html
    step_with(app, claim_id, "review", hours="17", reason="hours_adjusted")
    step_with(app, claim_id, "verify", hours="16", reason="hours_adjusted")
    assert '<td class="number" data-label="Recognised">16</td>' in client_as("auditor").page("/claims/").html
    step_with(app, claim_id, "revoke")
    assert '<td class="number" data-label="Recognised"></td>' in client_as("auditor").page("/claims/").html
