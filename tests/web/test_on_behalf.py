"""Organisers file on behalf of participants, and nobody else does."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.answers import answers
from tests.cast import NAMES, id_number, make_claim
from tests.web.appointing import appoint
from tests.web.books import books, claim_row, last_request, refusals
from tests.web.conftest import page_of
from tests.web.filling import begin, filled, page_text, take
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")
FIRST = id_number(0)  # of the account `claimant`


@pytest.mark.parametrize(("who", "role"), [("unit2", "reviewer"), ("sector", "verifier"), ("base", "base")])
def test_an_organiser_files_and_the_participant_has_the_claim(
    app: Flask, client_as: ClientAs, who: str, role: str
) -> None:
    organiser = client_as(who, role)
    claim_id = begin(organiser, participant=FIRST)
    assert last_request(app, claim_id) == [("create", role)]
    claimant = client_as("claimant")
    assert NAMES["U00001"][0] in organiser.page(f"/claims/{claim_id}").text
    assert f"/claims/{claim_id}" in claimant.page("/claims/").links
    assert take(organiser, claim_id, "submit").status_code == 303
    row = claim_row(app, claim_id)
    assert (row.state, row.desk) == ("submitted", "U00001")
    assert FIRST not in claimant.page(f"/claims/{claim_id}").html


def test_who_filed_a_claim_does_not_decide_it(app: Flask, client_as: ClientAs) -> None:
    organiser = client_as("unit2", "reviewer")
    claim_id = begin(organiser, participant=FIRST)
    take(organiser, claim_id, "submit")
    page = organiser.page(f"/claims/{claim_id}")
    assert all(not form.action.endswith("/review") for form in page.forms)
    assert 'class="closed"' in page.html
    assert take(client_as("unit", "reviewer"), claim_id, "review").status_code == 303


def test_whoever_tries_number_after_number_has_to_wait(app: Flask, client_as: ClientAs) -> None:
    base = client_as("base")
    for number in range(100, 110):
        assert base.send("/claims/new/training", **filled("training", participant=id_number(number))).status_code == 422
    answer = base.send("/claims/new/training", **filled("training", participant=FIRST))
    assert answer.status_code == 422
    assert "Too many attempts" in page_of(answer).text
    assert begin(client_as("unit2", "reviewer"), participant=FIRST)


WRONG = ["", "519999196001010009", "12345", "身份证", id_number(0)[:-1] + "?", "519999198801015598"]


@pytest.mark.parametrize("number", WRONG)
def test_a_number_of_nobody_is_a_finding_beside_all_others(app: Flask, client_as: ClientAs, number: str) -> None:
    before = books(app)
    typed = filled("training", participant=number, hours_claimed="x")
    answer = client_as("base").send("/claims/new/training", **typed)
    assert answer.status_code == 422
    page = page_of(answer)
    assert 'href="#participant"' in page.html
    assert 'href="#hours_claimed"' in page.html
    assert page.form("/claims/new/training").values()["participant"] == [number]
    assert books(app) == before
    assert refusals(app) == [("create", "rules_broken")]


def test_who_does_not_say_for_whom_is_not_told_of_their_own_claims(app: Flask, client_as: ClientAs) -> None:
    patent = {"patent_number": "ZL201710599999.1"}
    own = make_claim(app, "patent", by="unit", fields=patent)
    typed = answers("patent", inventor_rank="9", inventor_count="4", **patent)
    answer = client_as("unit", "reviewer").send("/claims/new/patent", **typed, participant="")
    assert answer.status_code == 422
    assert 'href="#inventor_rank"' in answer.text
    assert f"in claim {own}" not in page_text(answer)
    other = client_as("unit", "reviewer").send("/claims/new/patent", **typed, participant=FIRST)
    assert other.status_code == 303


def test_a_refused_form_tells_nothing_about_the_person(app: Flask, client_as: ClientAs) -> None:
    answer = client_as("base").send("/claims/new/training", **filled("training", participant=FIRST, hours_claimed="x"))
    assert answer.status_code == 422
    assert NAMES["U00001"][0] not in page_text(answer)


def test_the_number_is_read_however_it_is_written(app: Flask, client_as: ClientAs) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in FIRST)
    assert claim_row(app, begin(client_as("base"), participant=f" {wide} ")).state == "draft"


def test_T_39_a_claimant_files_for_nobody_else(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    form = visitor.page("/claims/new/training").form("/claims/new/training")
    assert "participant" not in {control.name for control in form.controls}
    mine = claim_row(app, begin(visitor))
    for_another = claim_row(app, begin(visitor, participant=id_number(1)))
    assert for_another.person_id == mine.person_id


def test_another_base_does_not_see_the_claim(app: Flask, client_as: ClientAs) -> None:
    claim_id = begin(client_as("base"), participant=FIRST)
    for who in ("unit", "sector", "district", "city"):
        assert client_as(who).get(f"/claims/{claim_id}").status_code == 404


def test_an_organiser_of_several_organisations_files_for_that_of_the_participant(
    app: Flask, client_as: ClientAs
) -> None:
    appoint(app, "unit-b", "reviewer", "U00001")
    claim_id = begin(client_as("unit-b", "reviewer"), participant=FIRST)
    assert claim_row(app, claim_id).filed_by_org == "U00001"
