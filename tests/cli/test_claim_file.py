"""The file of `flask claims load`, whatever is in it: T-38."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Event
from tests import cast, corpus
from tests.cli.typed import typed

pytestmark = pytest.mark.template("cast")

DEEP = "[" * 100_000
ENTRY = {"id": "X", "kind": "training", "evidence": {"certificate": "a.pdf"}}


def load(app: Flask, folder: Path, content: bytes) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and answers."""
    (folder / "a.pdf").write_bytes(corpus.pdf())
    (folder / "claims.json").write_bytes(content)
    words = ("claims", "load", str(folder / "claims.json"), "--evidence", str(folder), "--as", "claimant", "--submit")
    result = typed(app, *words)
    return result.exit_code, [json.loads(line, parse_constant=pytest.fail) for line in result.stdout.splitlines()]


def written(**changes: Any) -> bytes:
    """The file with one claim."""
    entry = ENTRY | {"fields": cast.answers("training")} | changes
    return json.dumps({"claims": [entry]}).encode()


def with_hours(text: str) -> bytes:
    """The file with the hours written so."""
    return written(fields=cast.answers("training", hours_claimed="HOURS")).replace(b'"HOURS"', text.encode())


def counted(app: Flask) -> tuple[int, int]:
    """Claims, and refusals in the stream `security`."""
    with app.app_context():
        claims = db.session.scalar(select(func.count()).select_from(Claim))
        refusals = db.session.scalar(select(func.count()).where(Event.stream == "security", Event.action == "refused"))
        return int(claims or 0), int(refusals or 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"{}",
        b'{"claims": 1}',
        b"[1]",
        b'[{"kind": 1}]',
        b'[{"kind": "patent", "filed_on": "x"}]',
        b'[{"kind": "patent", "filed_on": 20190601}]',
        b'[{"kind": "patent", "as": [1]}]',
        b'[{"kind": "patent", "id": {"a": 1}}]',
        b'[{"kind": "patent", "fields": []}]',
        b'[{"kind": "patent", "evidence": "a.pdf"}]',
        pytest.param(DEEP.encode(), id="depth"),
        pytest.param(b'{"claims": ' + DEEP.encode(), id="depth within"),
        pytest.param(b'{"claims": [], "claims": []}', id="duplicate keys"),
        pytest.param(b'[{"kind": "patent", "kind": "training"}]', id="duplicate keys of an entry"),
        pytest.param(with_hours("NaN"), id="NaN"),
        pytest.param(with_hours("-Infinity"), id="Infinity"),
        pytest.param(with_hours("1e400"), id="1e400"),
        pytest.param(with_hours("9" * 5000), id="5000 digits"),
        pytest.param(written().replace(b"X", b"\xff"), id="invalid UTF-8"),
        pytest.param(written().decode().encode("utf-16"), id="UTF-16"),
    ],
)
def test_T_38_a_file_that_is_no_list_of_claims_is_refused_as_a_whole(
    app: Flask, tmp_path: Path, content: bytes
) -> None:
    assert load(app, tmp_path, content) == (1, [])
    assert counted(app) == (0, 1)


def test_T_38_a_mark_of_byte_order_is_nothing(app: Flask, tmp_path: Path) -> None:
    status, [answer] = load(app, tmp_path, b"\xef\xbb\xbf" + written())
    assert (status, answer["outcome"]) == (0, "accepted")


@pytest.mark.parametrize(
    "hours",
    ["[4]", '{"hours": 4}', "true", "-4", "4.05", "1e3", "9" * 100, '"\\u0000"', '"\\ud800"', "[" * 50 + "]" * 50],
)
def test_T_38_an_answer_of_the_wrong_type_is_a_finding(app: Flask, tmp_path: Path, hours: str) -> None:
    status, [answer] = load(app, tmp_path, with_hours(hours))
    assert (status, answer["outcome"], answer["claim_id"]) == (0, "refused", None)
    assert [finding["code"] for finding in answer["findings"]] == ["hours_unreadable"]
    assert counted(app) == (0, 1)


def test_T_38_names_that_nobody_asks_for_change_nothing(app: Flask, tmp_path: Path) -> None:
    more = {"state": "credited", "version": 9, "units_recognised": 9000, "desk": "chengdu", "route": "unit_only"}
    content = written(fields=cast.answers("training", **more), **more, claim_id=77, person_id="x", corrects=1)
    _, [answer] = load(app, tmp_path, content)
    assert answer["outcome"] == "accepted"
    with app.app_context():
        claim = db.session.get_one(Claim, answer["claim_id"])
        found = (claim.state, claim.version, claim.units_recognised, claim.desk, claim.route, claim.corrects)
        assert found == ("submitted", 2, None, "U00001", "unit_then_sector", None)
        assert not set(more) & set(json.loads(claim.fields))


@pytest.mark.parametrize("name", [None, 7, {"a": "a.pdf"}, [["a.pdf"]], ["a.pdf", 7]])
def test_T_38_evidence_of_the_wrong_type_is_no_file(app: Flask, tmp_path: Path, name: Any) -> None:
    _, [answer] = load(app, tmp_path, written(evidence={"certificate": name}))
    assert [finding["code"] for finding in answer["findings"]] == ["no_such_file"]
    assert answer["claim_id"] is not None
