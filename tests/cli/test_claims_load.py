"""`flask claims load`: claims from a file, with their evidence, as everybody files them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow import clock
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Event, Evidence
from tests import cast, corpus
from tests.cli.test_claims import state_of
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")


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
    answer, good = load(app, tmp_path, entry() | change, entry() | {"as": "claimant2"})
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
    answer, good = load(app, tmp_path, entry() | change, entry() | {"as": "claimant2"})
    assert answer["outcome"] == ("accepted" if "id" in change else "refused")
    assert answer["id"] == change.get("id", "X")
    assert good["outcome"] == ("warned" if "id" in change else "accepted")  # it is the same file once more


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
