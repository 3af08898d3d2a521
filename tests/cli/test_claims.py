"""`flask claims`: steps, and credit when it is due."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text

from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Event
from tests import cast
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")


def state_of(app: Flask, claim_id: int) -> str:
    with app.app_context():
        return str(db.session.scalar(select(Claim.state).where(Claim.id == claim_id)))


def test_a_claim_is_walked_to_its_credit(app: Flask) -> None:
    claim = str(cast.make_claim(app, state="draft"))
    assert "draft -> submitted" in done(app, "claims", "step", claim, "submit", "--as", "claimant")
    positive = ("--checks", "all", "--hours", "18")
    done(app, "claims", "step", claim, "review", "--as", "unit", *positive, "--seen-version", "2")
    said = done(app, "claims", "step", claim, "verify", "--as", "sector", "--role", "verifier", *positive)
    assert said == f"claim {claim}: unit_reviewed -> credited (version 5)\n"


def test_a_step_may_be_spelt_as_in_an_address(app: Flask) -> None:
    claim = str(cast.make_claim(app))
    words = ("--as", "unit", "--reason", "evidence_unclear", "--note", "看不清楚")
    assert "submitted -> returned" in done(app, "claims", "step", claim, "send-back", *words)


def test_the_event_names_account_and_operator(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ops")
    claim = str(cast.make_claim(app))
    done(app, "claims", "step", claim, "withdraw", "--as", "claimant")
    with app.app_context():
        last = str(db.session.scalars(select(Event.body).order_by(Event.id.desc())).first())
    assert '"actor_operator":"ops"' in last
    assert f'"actor_person_id":"{cast.actor(app, "claimant").person_id}"' in last


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("review", "--as", "unit-b", "--checks", "all", "--hours", "18"), "outside your responsibility"),
        (("review", "--as", "sector", "--checks", "all", "--hours", "18"), "There is no open account"),
        (("review", "--as", "unit", "--role", "city"), "There is no open account"),
        (("review", "--as", "nobody"), "There is no open account"),
        (("verify", "--as", "sector", "--hours", "18"), "is not possible now"),
        (("review", "--as", "unit", "--checks", "all", "--hours", "18", "--seen-version", "1"), "has changed since"),
        (("review", "--as", "unit", "--hours", "0"), "not a number of hours"),
        (("reject", "--as", "unit"), "To be put right first"),
        (("credit", "--as", "unit"), "you cannot do this"),
    ],
)
def test_a_refused_step_ends_with_one_and_leaves_its_trace(app: Flask, words: tuple[str, ...], says: str) -> None:
    claim = str(cast.make_claim(app))
    if "sector" in words and "review" in words:
        says = "you cannot do this"
    if "credit" in words:
        says = "is not possible now"
    result = typed(app, "claims", "step", claim, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert state_of(app, int(claim)) == "submitted"
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Event.stream == "security")) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("1", "jump", "--as", "unit"),
        ("1", "edit", "--as", "unit"),
        ("0", "review", "--as", "unit"),
        ("one", "review", "--as", "unit"),
        ("1", "review"),
        ("1", "review", "--as", "unit", "--reason", "because"),
        ("1", "review", "--as", "unit", "--role", "emperor"),
    ],
)
def test_bad_usage_ends_with_two(app: Flask, words: tuple[str, ...]) -> None:
    assert typed(app, "claims", "step", *words).exit_code == 2


@pytest.mark.parametrize(
    ("terminal", "says"),
    [
        ({"CE_LANGUAGE": "en"}, "There is no open account"),
        ({"CE_LANGUAGE": "", "LANG": "en_GB.UTF-8"}, "There is no open account"),
        ({"CE_LANGUAGE": "zh_CN", "LANG": "en_GB.UTF-8"}, "没有"),
        ({"CE_LANGUAGE": "", "LANG": "C.UTF-8", "LC_ALL": ""}, "没有"),
        ({"CE_LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "没有"),
    ],
)
def test_a_refusal_speaks_the_operators_language(app: Flask, terminal: dict[str, str], says: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        terminal.setdefault(name, "")
    assert says in typed(app, "claims", "step", "1", "review", "--as", "nobody", env=terminal).stderr


def test_an_account_that_no_database_can_hold_is_nobodys(app: Flask) -> None:
    result = typed(app, "claims", "step", "1", "withdraw", "--as", "\udcff")
    assert (result.exit_code, result.stdout) == (1, "")


# --- notice periods -------------------------------------------------------------------


def test_claims_are_credited_when_their_notice_period_has_ended(app: Flask) -> None:
    waiting = [cast.make_claim(app, state="sector_verified") for _ in range(3)]
    assert done(app, "claims", "credit-due").startswith("0 claims credited")
    with time_machine.travel(cast.later(11)):
        assert done(app, "claims", "credit-due").startswith("3 claims credited, 0 not")
        assert done(app, "claims", "credit-due").startswith("0 claims credited, 0 not")
    assert {state_of(app, claim_id) for claim_id in waiting} == {"credited"}


def test_what_cannot_be_credited_is_named_and_hinders_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ce_workflow.cli.claims.A_TIME", 1)
    locked, fine = (cast.make_claim(app, state="sector_verified") for _ in range(2))
    with app.app_context():
        db.session.get_one(Claim, locked).year = 2018
        db.session.commit()
    with time_machine.travel(cast.later(11)):
        result = typed(app, "claims", "credit-due")
    assert "credited" in result.stdout
    assert state_of(app, fine) == "credited"


# --- desks where nobody is left -------------------------------------------------------


def test_claims_at_a_desk_whose_last_role_ran_out_are_passed_on(app: Flask) -> None:
    claim_id = cast.make_claim(app)
    assert done(app, "claims", "pass-on").startswith("0 claims passed on")
    with app.app_context():
        ended = text("UPDATE ce_grant SET valid_to = valid_from WHERE role = 'reviewer' AND scope = 'U00001'")
        db.session.connection(execution_options={"ce_write": True}).execute(ended)
        db.session.commit()
    assert done(app, "claims", "pass-on").startswith("1 claims passed on")
    with app.app_context():
        row = db.session.get_one(Claim, claim_id)
        assert (row.desk, row.route) == ("chengdu-health", "sector_only")
    assert done(app, "claims", "pass-on").startswith("0 claims passed on")
