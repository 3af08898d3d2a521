"""`flask claims`: steps, files of claims, credit when it is due."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from ce_workflow import clock
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Event, Evidence
from tests import cast, corpus
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


# --- files of claims ------------------------------------------------------------------


def load(app: Flask, folder: Path, *entries: dict[str, Any], submit: bool = True, **options: Any) -> list[Any]:
    """The answers to these claims, whose evidence lies in the folder."""
    (folder / "a.pdf").write_bytes(corpus.pdf())
    (folder / "page.pdf").write_bytes(b"<html>not a document</html>")
    file = folder / "claims.json"
    file.write_text(json.dumps({"claims": entries}), "utf-8")
    words = ["claims", "load", str(file), "--evidence", str(folder), "--as", "claimant"]
    return [json.loads(line) for line in done(app, *words, *(["--submit"] if submit else []), **options).splitlines()]


def entry(kind: str = "training", **more: Any) -> dict[str, Any]:
    pieces = dict.fromkeys(cast.EVIDENCE[kind], "a.pdf")
    return {"id": "X", "kind": kind, "fields": cast.answers(kind), "evidence": pieces} | more


def test_a_claim_that_is_only_kept_is_a_draft(app: Flask, tmp_path: Path) -> None:
    [answer] = load(app, tmp_path, entry(), submit=False)
    assert (answer["outcome"], answer["findings"]) == ("accepted", [])
    assert state_of(app, answer["claim_id"]) == "draft"


def test_the_entrys_own_account_files_it(app: Flask, tmp_path: Path) -> None:
    answers = load(app, tmp_path, entry(), entry(**{"as": "outsider"}))
    with app.app_context():
        owners = [db.session.get_one(Claim, answer["claim_id"]).person_id for answer in answers]
    assert owners == [cast.actor(app, name, "claimant").person_id for name in ("claimant", "outsider")]


def test_an_answer_has_code_clause_and_sentence(app: Flask, tmp_path: Path) -> None:
    fields = cast.answers("patent", patent_type="design")
    [answer] = load(app, tmp_path, entry("patent", fields=fields))
    assert answer["outcome"] == "refused"
    assert state_of(app, answer["claim_id"]) == "draft"
    [finding] = answer["findings"]
    assert (finding["code"], finding["clause"]) == ("design_patent", "三(三)3")
    assert finding["message"]
    [answer] = load(app, tmp_path, entry("patent", fields=fields), env={"CE_LANGUAGE": "zh_CN"})
    assert "外观设计" in answer["findings"][0]["message"]


def test_the_day_of_filing_is_the_one_of_the_entry_and_the_events_keep_the_time(app: Flask, tmp_path: Path) -> None:
    late, early = load(app, tmp_path, entry(filed_on="2019-06-01"), entry(filed_on="2019-05-01"))
    assert (late["outcome"], early["outcome"]) == ("accepted", "refused")
    with app.app_context():
        claim = db.session.get_one(Claim, late["claim_id"])
        assert claim.filed_on is not None
        assert claim.filed_on.isoformat() == "2019-06-01"
        assert clock.now() - claim.moved_at < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("change", "code", "kept"),
    [
        ({"fields": {"started_on": "31/12/2019"}}, "date_unreadable", False),
        ({"kind": "hobby"}, "unknown_kind", False),
        ({"as": "nobody"}, "no_such_account", False),
        ({"evidence": {"certificate": "../claims.json"}}, "no_such_file", True),
        ({"evidence": {"certificate": "/etc/hostname"}}, "no_such_file", True),
        ({"evidence": {"certificate": "x" * 300}}, "no_such_file", True),
        ({"evidence": {"certificate": "a\x00.pdf"}}, "no_such_file", True),
        ({"evidence": {"certificate": [["a.pdf"]]}}, "no_such_file", True),
        ({"evidence": {"certificate": "page.pdf"}}, "evidence_disguised", True),
        ({"evidence": {}}, "evidence_missing", True),
    ],
)
def test_a_refused_claim_keeps_its_draft_where_it_can(
    app: Flask, tmp_path: Path, change: dict[str, Any], code: str, kept: bool
) -> None:
    answer, good = load(app, tmp_path, entry() | change, entry())
    assert answer["outcome"] == "refused"
    assert code in {finding["code"] for finding in answer["findings"]}
    assert (answer["claim_id"] is not None) == kept
    assert good["outcome"] == "accepted"


def said(answer: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(finding["code"], finding["clause"]) for finding in answer["findings"]}


def kept_files(app: Flask, claim_id: int) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(select(Evidence.piece).where(Evidence.claim_id == claim_id)))


@pytest.mark.parametrize("bad", ["page.pdf", "nowhere.pdf"])
def test_a_bad_file_hinders_neither_the_rules_nor_the_good_files(app: Flask, tmp_path: Path, bad: str) -> None:
    fields = cast.answers("study_abroad", relation="", started_on="2019-05-01", ended_on="2019-05-03")
    evidence = {"assignment": "a.pdf", "travel_record": bad}
    [answer] = load(app, tmp_path, entry("study_abroad", fields=fields, evidence=evidence))
    assert answer["outcome"] == "refused"
    codes = {code for code, _ in said(answer)}
    assert {"evidence_disguised", "no_such_file"} & codes
    assert "evidence_missing" in codes  # the report, not the travel record, of which the file was bad
    assert len([finding for finding in answer["findings"] if finding["code"] == "evidence_missing"]) == 1
    assert "三(三)2" in {clause for _, clause in said(answer)}
    assert state_of(app, answer["claim_id"]) == "draft"
    assert kept_files(app, answer["claim_id"]) == ["assignment"]


def test_answers_that_cannot_be_read_hide_neither_files_nor_rules(app: Flask, tmp_path: Path) -> None:
    fields = cast.answers("patent", patent_type="design", hours_claimed="viele")
    evidence = {"certificate": ["page.pdf", "nowhere.pdf"], "photograph": "a.pdf"}
    [answer] = load(app, tmp_path, entry("patent", fields=fields, evidence=evidence))
    assert said(answer) == {
        ("hours_unreadable", None),
        ("evidence_disguised", None),
        ("no_such_file", None),
        ("unknown_piece", None),
        ("design_patent", "三(三)3"),
    }
    assert answer["claim_id"] is None
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Claim)) == 0
        assert db.session.scalar(select(func.count()).where(Event.stream == "security")) == 1


def test_a_claim_that_is_only_kept_is_not_asked_by_the_rules(app: Flask, tmp_path: Path) -> None:
    fields = cast.answers("patent", patent_type="design")
    [answer] = load(app, tmp_path, entry("patent", fields=fields, evidence={"certificate": "page.pdf"}), submit=False)
    assert said(answer) == {("evidence_disguised", None)}
    assert state_of(app, answer["claim_id"]) == "draft"


def test_a_claim_with_too_many_files_is_kept_without_them(app: Flask, tmp_path: Path) -> None:
    [answer] = load(app, tmp_path, entry(evidence={"certificate": ["a.pdf"] * 11}))
    assert ("evidence_too_many_files", None) in said(answer)
    assert kept_files(app, answer["claim_id"]) == []


@pytest.mark.parametrize(
    "change", [{"fields": {"started_on": "x"}}, {"kind": "hobby"}, {"as": "nobody"}, {"evidence": {"certificate": "x"}}]
)
def test_each_refused_claim_leaves_one_event(app: Flask, tmp_path: Path, change: dict[str, Any]) -> None:
    load(app, tmp_path, entry() | change)
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Event.stream == "security")) == 1


@pytest.mark.parametrize("change", [{"id": "\ud800"}, {"kind": "\ud800"}, {"as": "\ud800"}, {"as": "a\x00"}])
def test_half_a_character_is_answered_as_json_writes_it(app: Flask, tmp_path: Path, change: dict[str, Any]) -> None:
    answer, good = load(app, tmp_path, entry() | change, entry())
    assert answer["outcome"] == ("accepted" if "id" in change else "refused")
    assert answer["id"] == change.get("id", "X")
    assert good["outcome"] == "accepted"


def test_an_account_that_no_database_can_hold_is_nobodys(app: Flask) -> None:
    result = typed(app, "claims", "step", "1", "withdraw", "--as", "\udcff")
    assert (result.exit_code, result.stdout) == (1, "")


class TestInProduction:
    @pytest.fixture
    def settings(self) -> dict[str, Any]:
        costs = {"CE_ARGON2_TIME": 2, "CE_ARGON2_MEMORY": 19 * 1024}
        return {"CE_ENV": "production", "CE_ALLOW_SQLITE": "1", **costs}

    def test_a_day_of_filing_is_refused(self, app: Flask, tmp_path: Path) -> None:
        (tmp_path / "claims.json").write_text(json.dumps({"claims": [entry(filed_on="2019-06-01")]}))
        words = ("--evidence", str(tmp_path), "--as", "claimant")
        result = typed(app, "claims", "load", str(tmp_path / "claims.json"), *words)
        assert result.exit_code == 1
        assert "filed_on" in result.stderr
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Claim)) == 0
            assert db.session.scalar(select(func.count()).where(Event.stream == "security")) == 1

    def test_there_is_no_demo(self, app: Flask) -> None:
        for words in ((), ("--accounts",), ("--people", "100")):
            result = typed(app, "demo", *words)
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
