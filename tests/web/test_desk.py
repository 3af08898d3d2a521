"""The desk: what waits, longest wait first."""

from __future__ import annotations

import pytest
from flask import Flask

from ce_workflow.clock import day_of, now
from ce_workflow.store import claims
from ce_workflow.working_days import ARRANGED
from tests.cast import later, make_claim
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def waiting(links: list[str]) -> list[int]:
    """The numbers of the claims that the desk leads to, in its order."""
    numbers = [link.removeprefix("/desk/").partition("?")[0] for link in links if link.startswith("/desk/")]
    return [int(number) for number in numbers if number.isdigit()]


def test_the_longest_wait_comes_first(app: Flask, client_as: ClientAs) -> None:
    young, old, oldest = (make_claim(app, at=later(-days)) for days in (1, 5, 40))
    page = client_as("unit", "reviewer").page("/desk/")
    assert waiting(page.links) == [oldest, old, young]
    waited = ARRANGED.count_after(day_of(later(-40)), day_of(now()))
    for shown in (str(waited), "闫斌静", "医疗质量培训班"):
        assert shown in page.text


def test_each_desk_has_its_own(app: Flask, client_as: ClientAs) -> None:
    at_unit, at_sector, at_district = (make_claim(app, state=s) for s in ("submitted", "unit_reviewed", "appealed"))
    for state in ("draft", "sector_verified", "credited", "returned", "rejected", "withdrawn", "revoked"):
        make_claim(app, state=state)
    desks = {"unit": [at_unit], "unit2": [at_unit], "sector": [at_sector], "district": [at_district]}
    desks |= {"city": [], "unit-b": [], "sector-b": []}
    for who, numbers in desks.items():
        assert waiting(client_as(who).page("/desk/").links) == numbers, who


@pytest.mark.parametrize(
    ("who", "role"),
    [("claimant", "claimant"), ("unit", "claimant"), ("base", "base"), ("auditor", "auditor"), ("admin", "admin")],
)
def test_those_who_decide_nothing_have_none(client_as: ClientAs, who: str, role: str) -> None:
    assert client_as(who, role).get("/desk/").status_code == 403


def test_an_own_claim_is_marked_as_somebody_elses_to_decide(app: Flask, client_as: ClientAs) -> None:
    make_claim(app, by="unit")
    assert 'class="closed"' in client_as("unit", "reviewer").page("/desk/").html
    assert 'class="closed"' not in client_as("unit2").page("/desk/").html


def test_a_page_leads_to_the_next_by_key(app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    at = later(-3)
    numbers = [make_claim(app, at=at) for _ in range(3)] + [make_claim(app, at=later(-2)) for _ in range(2)]
    monkeypatch.setattr(claims, "PAGE", 2)
    visitor = client_as("unit2")
    seen, path = [], "/desk/"
    for _ in range(3):
        page = visitor.page(path)
        seen += waiting(page.links)
        path = next((link for link in page.links if link.startswith("/desk/?after=")), "")
    assert seen == numbers
    assert path == ""


FORGED = ["", "1", ",", "2026-01-01,1", "2026-01-01T00:00:00.000000Z,x", "9999-99-99T00:00:00.000000Z,1", "x,1"]
FORGED += ["2026-01-01T00:00:00.000000Z,-1", "2026-01-01T00:00:00.000000Z," + "9" * 40, "' OR 1=1--,1"]


@pytest.mark.parametrize("cursor", FORGED)
def test_T_40_a_forged_cursor_is_400(app: Flask, client_as: ClientAs, cursor: str) -> None:
    answer = client_as("unit2").get("/desk/", query_string={"after": cursor})
    assert answer.status_code == 400


def test_looking_at_the_desk_changes_nothing_and_says_what_will_appear(client_as: ClientAs) -> None:
    assert 'class="empty"' in client_as("unit2").page("/desk/").html
