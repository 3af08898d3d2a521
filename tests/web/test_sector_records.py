"""The pages of a kind that only a narrower set takes: before it is opened, the opening, and after."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import open_records, records_text
from tests.journeys.story import do, hours, state
from tests.web.books import books, claim_row
from tests.web.conftest import page_of
from tests.web.filling import begin, filled, number_in, take
from tests.web.step_doorway import ClientAs
from tests.web.test_preview import new

pytestmark = pytest.mark.template("cast")

KIND, NEW = "sector_record", "/claims/new/sector_record"
LABEL = "Record of a sector's continuing education"
CLOSED = "The rules on hours that hold here do not take claims of this kind."
CLAUSE = "成人社函〔2019〕200号 五（二）"


def test_the_chooser_says_that_it_is_not_open_and_by_which_clause(client_as: ClientAs) -> None:
    page = client_as("claimant").page("/claims/new")
    assert NEW not in page.links
    assert LABEL in page.text
    assert page.text.count(CLOSED) == 1
    assert CLAUSE in page.text


def test_an_organiser_who_names_nobody_yet_is_told_on_what_it_depends(client_as: ClientAs) -> None:
    page = client_as("base").page("/claims/new")
    assert NEW in page.links
    assert "Only for participants whose department or district has opened this way" in page.text
    assert "Only for participants" in client_as("base").page(NEW).text


def test_form_guide_and_submission_say_the_same_where_it_is_not_open(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    for path in (NEW, f"/help/kinds/{KIND}"):
        text = visitor.page(path).text
        assert CLOSED in text, path
        assert CLAUSE in text, path
    assert LABEL not in visitor.page("/").text
    assert CLOSED in new(visitor, KIND, **filled(KIND)).text
    claim_id = begin(visitor, KIND)
    assert CLOSED in visitor.page(f"/claims/{claim_id}").text
    assert state(app, claim_id) == "draft"


def test_from_the_publishing_of_a_set_to_the_hours_in_the_ledger(app: Flask, client_as: ClientAs) -> None:
    verifier = client_as("sector")
    assert verifier.send("/rules/new", text=records_text(), do="keep").status_code == 303
    set_of = "/rules/chengdu-health-2019.1"
    assert NEW not in client_as("claimant").page("/claims/new").links
    assert verifier.send(set_of, to=f"{set_of}/publish").status_code == 303
    text = verifier.page(set_of).text
    assert LABEL in text
    assert "platform default, no published figure" in text

    claimant = client_as("claimant")
    assert LABEL in claimant.page("/").text
    chooser = claimant.page("/claims/new")
    assert NEW in chooser.links
    assert CLOSED not in chooser.text
    assert "3 hours for a medical credit" in chooser.text
    worked = new(claimant, KIND, **filled(KIND))
    for said in ("19.5", "3 for each of 6.5: Credits or hours on the record", "Nothing stands against submitting it."):
        assert said in worked.text

    claim_id = number_in(claimant.send(NEW, **filled(KIND)))
    receipt = do(claimant, claim_id, "submit")
    assert LABEL in claimant.page(receipt).text
    assert "Continuing medical education" in claimant.page(f"/claims/{claim_id}").text

    reviewer = client_as("unit", "reviewer")
    assert f"/desk/{claim_id}?kind={KIND}" in reviewer.page(f"/desk/?kind={KIND}").links
    assert "Nothing on it is claimed or credited in another way too." in reviewer.page(f"/claims/{claim_id}").text
    do(reviewer, claim_id, "review")
    do(verifier, claim_id, "verify")
    assert state(app, claim_id) == "credited"
    assert hours(app) == {(2019, "professional"): 1950}
    assert LABEL in claimant.page("/ledger/2019").text


# --- what was typed -------------------------------------------------------------------

AMOUNTS = ["0", "-1", "1e9", "999999999999999999999", "8.333", "八", "0.0", "1000", "1,5", "NaN"]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_T_14_an_amount_that_is_none_is_refused_at_the_field_and_kept(
    app: Flask, client_as: ClientAs, amount: str
) -> None:
    open_records(app)
    before = books(app)
    answer = client_as("claimant").send(NEW, **filled(KIND, amount=amount))
    assert answer.status_code == 422
    page = page_of(answer)
    assert page.form(NEW).values()["amount"] == [amount]
    assert 'href="#amount"' in page.html
    assert 'id="amount-error"' in page.html
    assert books(app) == before


@pytest.mark.parametrize("day", ["2026-02-29", "0001-01-01", "9999-12-31", "31/12/2026"])
def test_T_15_a_day_that_is_none_is_refused_at_the_field_and_kept(app: Flask, client_as: ClientAs, day: str) -> None:
    open_records(app)
    answer = client_as("claimant").send(NEW, **filled(KIND, ended_on=day))
    assert answer.status_code == 422
    page = page_of(answer)
    assert page.form(NEW).values()["ended_on"] == [day]
    assert 'href="#ended_on"' in page.html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"started_on": "2018-12-20"}, "The record lies in 2018 and in 2019."),
        ({"system": "other", "system_name": "律师"}, "and no others."),
        ({"system": "other"}, "Write which system it comes from."),
    ],
)
def test_what_stands_against_a_record_is_said_before_it_is_submitted(
    app: Flask, client_as: ClientAs, changes: dict[str, str], said: str
) -> None:
    open_records(app)
    visitor = client_as("claimant")
    assert said in new(visitor, KIND, **filled(KIND, **changes)).text
    claim_id = begin(visitor, KIND, **changes)
    assert said in visitor.page(f"/claims/{claim_id}").text
    assert claim_row(app, claim_id).state == "draft"


def test_a_number_seen_before_is_a_line_of_the_checklist(app: Flask, client_as: ClientAs) -> None:
    open_records(app)
    claimant, other = client_as("claimant"), client_as("claimant2")
    for visitor in (claimant, other):
        claim_id = begin(visitor, KIND, record_number="CME-2019-88")
        assert take(visitor, claim_id, "submit").status_code == 303
    reviewer = client_as("unit", "reviewer")
    page = reviewer.page(f"/claims/{claim_id}")
    assert "The same certificate number stands in a claim of somebody else too." in page.text
    checks = [control.value for control in page.form(f"/claims/{claim_id}/review").controls if control.name == "checks"]
    assert "flag:certificate_seen_before" in checks
    answer = take(reviewer, claim_id, "review", checks=[code for code in checks if not code.startswith("flag:")])
    assert answer.status_code == 422
