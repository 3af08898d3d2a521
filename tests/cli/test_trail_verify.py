"""`flask trail verify` finds whatever somebody with every right does to the trail by hand (T-71), and names it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from ce_workflow.trail import chain
from ce_workflow.trail.canonical import canonical, parse
from tests import cast
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")


def body_of(app: Flask, stream: str, seq: int) -> dict[str, Any]:
    with app.app_context():
        asked = text("SELECT body FROM ce_event WHERE stream = :stream AND seq = :seq")
        return parse(db.session.execute(asked, {"stream": stream, "seq": seq}).scalar_one())


def test_what_nobody_touched_holds(app: Flask, claims: dict[str, int]) -> None:
    assert "all as they were written" in done(app, "trail", "verify")


def test_an_empty_database_holds(app: Flask) -> None:
    done(app, "trail", "verify")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", "{}"),
        ("action", "verify"),
        ("actor_person_id", "0" * 32),
        ("actor_role", "city"),
        ("to_state", "credited"),
        ("request_id", "another"),
        ("at", "2019-01-02T00:00:00.000000Z"),
        ("hash", "0" * 64),
        ("prev_hash", "1" * 64),
    ],
)
def test_an_event_that_was_altered_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    stream = f"claim:{claims['credited']}"
    tamper(f"UPDATE ce_event SET {column} = :value WHERE stream = :stream AND seq = 3", value=value, stream=stream)
    assert found(app)[0].startswith(f"{stream} seq 3 ")


def test_an_event_that_was_altered_and_hashed_anew_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    stream = f"claim:{claims['credited']}"
    body = canonical(body_of(app, stream, 3) | {"actor_person_id": "0" * 32})
    hashed = chain.event_hash(stream, 3, None, body)
    change = "UPDATE ce_event SET body = :body, actor_person_id = :person, hash = :hash"
    tamper(f"{change} WHERE stream = :stream AND seq = 3", body=body, person="0" * 32, hash=hashed, stream=stream)
    assert found(app)[0].startswith(f"{stream} seq 3 ")


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_deleted_event_is_missed(app: Flask, claims: dict[str, int], tamper: Tamper, seq: int) -> None:
    stream = f"claim:{claims['credited']}"
    tamper("DELETE FROM ce_event WHERE stream = :stream AND seq = :seq", stream=stream, seq=seq)
    first = found(app)[0]
    assert first.startswith(f"{stream} seq {min(seq + 1, 5)} ")


def test_events_that_changed_places_are_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    stream = f"claim:{claims['credited']}"
    swap = "UPDATE ce_event SET seq = :to WHERE stream = :stream AND seq = :seq"
    for seq, to in ((2, 99), (3, 2), (99, 3)):
        tamper(swap, stream=stream, seq=seq, to=to)
    assert found(app)[0].startswith(f"{stream} seq 2 ")


@pytest.mark.parametrize("seq", [6, 3])
def test_an_event_that_was_slipped_in_is_named(app: Flask, claims: dict[str, int], tamper: Tamper, seq: int) -> None:
    stream, other = f"claim:{claims['submitted']}", f"claim:{claims['credited']}"
    names = "action, from_state, to_state, actor_person_id, actor_role, actor_org, at, request_id, hash, body"
    copy = f"SELECT :stream, {seq}, :prev, {names} FROM ce_event WHERE stream = :other AND seq = 3"
    tamper(f"INSERT INTO ce_event (stream, seq, prev_hash, {names}) {copy}", stream=stream, other=other, prev="a" * 64)
    assert found(app)[0].startswith(f"{stream} seq {seq} ")


def test_a_whole_stream_that_was_deleted_is_missed(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    stream = f"claim:{claims['returned']}"
    tamper("DELETE FROM ce_event WHERE stream = :stream", stream=stream)
    assert any(line.startswith(f"{stream} seq 1 [gone]") for line in found(app))


def test_a_claim_that_was_deleted_leaves_its_events(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    tamper("DELETE FROM ce_claim WHERE id = :id", id=claims["returned"])
    assert any("[owner]" in line for line in found(app))


MOMENT = "'2019-01-02T00:00:00.000000Z'"
CHANGES = [
    ("submitted", "state = 'rejected', desk = NULL", "claim"),
    ("submitted", "version = 9", "head"),
    ("submitted", "head = ''", "head"),
    ("submitted", "units_claimed = 9000", "claim"),
    ("submitted", "desk = 'chengdu'", "claim"),
    ("submitted", "year = 2018", "claim"),
    ("submitted", "fields = '{}'", "claim"),
    *(("submitted", f"{place} = 'elsewhere'", "claim") for place in ("unit", "department", "district")),
    ("credited", "unit = NULL", "claim"),
    ("submitted", "title = 'another'", "claim"),
    ("submitted", "rank = 1", "claim"),
    ("submitted", "certificate_key = 'public_course:1'", "claim"),
    ("submitted", "used = '{}'", "claim"),
    ("submitted", "told = '{}'", "claim"),
    ("submitted", "achievement_key = 'patent|another'", "claim"),
    ("submitted", "started_on = '2019-01-31'", "claim"),
    ("submitted", "ended_on = '2019-12-31'", "claim"),
    ("submitted", "commitment = ''", "claim"),
    ("submitted", "person_id = (SELECT max(p.id) FROM ce_person p WHERE p.id <> person_id)", "claim"),
    ("credited", "units_recognised = 9000", "claim"),
    ("credited", "verified_by = reviewed_by", "claim"),
    ("credited", "reviewed_by = verified_by", "claim"),
    ("credited", "reviewed_by = NULL", "claim"),
    ("credited", "verified_by = NULL", "claim"),
    ("returned", "reviewed_by = filed_by", "claim"),
    ("returned", "verified_by = filed_by", "claim"),
    ("credited", "units_reviewed = 1", "claim"),
    ("submitted", "units_computed = 1", "claim"),
    ("submitted", "kind = 'conference'", "claim"),
    ("submitted", "category = 'public'", "claim"),
    ("submitted", "route = 'sector_only'", "claim"),
    ("submitted", "rule_version = 'another'", "claim"),
    ("submitted", "notice_days = 9", "claim"),
    ("submitted", "notice_unit = 'working_days'", "claim"),
    ("submitted", "credit_due_on = '2019-12-31'", "claim"),
    ("submitted", "filed_on = '2019-01-01'", "claim"),
    ("submitted", "appeals = 3", "claim"),
    ("submitted", "family = id + 99", "claim"),
    ("submitted", "corrects = id", "claim"),
    ("submitted", "warnings = '[]'", "claim"),
    *(("submitted", f"{column} = {MOMENT}", "claim") for column in ("created_at", "moved_at", "submitted_at")),
    ("submitted", "filed_by = (SELECT max(p.id) FROM ce_person p WHERE p.id <> filed_by)", "claim"),
    ("submitted", "filed_by_org = 'base-3'", "claim"),
    ("credited", "credit_entry_id = (SELECT min(e.id) FROM ce_ledger e WHERE e.id <> credit_entry_id)", "claim"),
]


def test_every_column_of_a_claim_is_among_what_is_tampered_with() -> None:
    assert {change.split(" ")[0].rstrip(",") for _, change, _ in CHANGES} == {
        column.name for column in Claim.__table__.columns
    } - {"id", "form_key"}


@pytest.mark.parametrize(("of", "change", "code"), CHANGES)
def test_a_claim_that_is_not_what_its_events_make_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, of: str, change: str, code: str
) -> None:
    tamper(f"UPDATE ce_claim SET {change} WHERE id = :id", id=claims[of])
    lines = found(app)
    assert all(line.startswith(f"claim:{claims[of]} seq ") for line in lines)
    assert any(f"[{code}]" in line for line in lines)


@pytest.mark.parametrize("column", ["body", "salt", "commitment"])
def test_content_that_was_exchanged_is_named(app: Flask, claims: dict[str, int], tamper: Tamper, column: str) -> None:
    tamper(f"UPDATE ce_content SET {column} = '{'0' * 64}' WHERE claim_id = :id", id=claims["submitted"])
    assert found(app)[0].startswith(f"claim:{claims['submitted']} seq 1 [content]")


def test_an_achievement_that_was_let_go_by_hand_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    claim_id = cast.make_claim(app, kind="patent")
    tamper("UPDATE ce_claim SET achievement_key = NULL, rank = 9 WHERE id = :id", id=claim_id)
    lines = found(app)
    assert len(lines) == 2
    assert all(line.startswith(f"claim:{claim_id} seq 1 [claim]") for line in lines)


@pytest.mark.parametrize(("of", "what", "seq"), [("submitted", "content", 1), ("returned", "note", 3)])
def test_content_that_is_gone_is_missed_as_long_as_nothing_can_erase_it(
    app: Flask, claims: dict[str, int], tamper: Tamper, of: str, what: str, seq: int
) -> None:
    tamper("DELETE FROM ce_content WHERE claim_id = :id AND what = :what", id=claims[of], what=what)
    lines = found(app)
    assert len(lines) == 1
    assert lines[0].startswith(f"claim:{claims[of]} seq {seq} [content]")


def test_evidence_that_was_exchanged_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    tamper("UPDATE ce_evidence SET sha256 = :other WHERE claim_id = :id", other="0" * 64, id=claims["submitted"])
    assert found(app)[0].startswith(f"claim:{claims['submitted']} seq 1 [evidence]")


@pytest.mark.parametrize("table", ["ce_event_queue", "ce_event"])
def test_a_refusal_that_was_taken_away_is_missed(
    app: Flask, claims: dict[str, int], tamper: Tamper, table: str
) -> None:
    column = {"ce_event_queue": "event_id", "ce_event": "id"}[table]
    tamper(f"DELETE FROM {table} WHERE {column} = (SELECT max(id) FROM ce_event WHERE stream = 'security')")
    assert "[queue]" in found(app)[0]


def test_a_refusal_that_was_altered_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    tamper("UPDATE ce_event SET request_id = 'x' WHERE stream = 'security'")
    assert found(app)[0].startswith("security [")


@pytest.mark.parametrize(
    ("table", "stream"),
    [("ce_person", "person:"), ("ce_organisation", "org:"), ("ce_year", "year:"), ("ce_batch", "batch:")],
)
def test_every_head_is_compared(app: Flask, claims: dict[str, int], tamper: Tamper, table: str, stream: str) -> None:
    tamper(f"UPDATE {table} SET head = '{'0' * 64}'")
    lines = found(app)
    assert all(line.startswith(stream) and "[head]" in line for line in lines)


def test_what_cannot_be_read_is_neither_whole_nor_tampered_with(
    app: Flask, claims: dict[str, int], tamper: Tamper
) -> None:
    tamper("DROP VIEW inv_event")
    tamper("ALTER TABLE ce_event RENAME TO elsewhere")
    result = typed(app, "trail", "verify")
    assert result.exit_code == 2
    assert "could not be verified" in result.stderr


def test_it_reads_whole_streams_in_parts(
    app: Flask, claims: dict[str, int], tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ce_workflow.reports.verify_trail.A_TIME", 7)
    done(app, "trail", "verify")
    tamper("UPDATE ce_event SET request_id = 'x' WHERE seq = 2")
    lines = found(app)
    assert {line.split(" [")[0] for line in lines} >= {f"claim:{claim_id} seq 2" for claim_id in claims.values()}
