"""`flask trail verify` finds persons, accounts and roles that no event made so, and names them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import text

from ce_workflow import clock
from ce_workflow.acts import appoint, enrol, log_in
from ce_workflow.acts.staff import Seat, seat_many
from ce_workflow.people.actor import SYSTEM
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.store.database import db
from ce_workflow.store.transaction import transaction
from tests import cast
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done

pytestmark = pytest.mark.template("cast")

OF_CLAIMANT = "person_id = (SELECT person_id FROM ce_user WHERE username = 'claimant')"


def person_of(app: Flask, username: str) -> str:
    return f"person:{cast.actor(app, username).person_id}"


@pytest.mark.parametrize(
    "change",
    [
        "role = 'city', scope = 'chengdu'",
        "scope = 'chengdu'",
        "user_id = (SELECT id FROM ce_user WHERE username = 'unit')",
        "person_id = (SELECT person_id FROM ce_user WHERE username = 'unit')",
        "valid_from = '2018-01-01T00:00:00.000000Z'",
        "valid_to = '2999-01-01T00:00:00.000000Z'",
        "granted_by = (SELECT id FROM ce_user WHERE username = 'admin')",
    ],
)
def test_a_role_that_was_altered_is_named(app: Flask, claims: dict[str, int], tamper: Tamper, change: str) -> None:
    stream = person_of(app, "claimant")
    tamper(f"UPDATE ce_grant SET {change} WHERE {OF_CLAIMANT}")
    assert any(line.startswith(f"{stream} seq 3 [grant]") for line in found(app))


def test_a_role_that_was_taken_without_an_event_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    columns = "user_id, person_id, role, scope, valid_from"
    copy = f"SELECT user_id, person_id, 'city', 'chengdu', valid_from FROM ce_grant WHERE {OF_CLAIMANT}"
    tamper(f"INSERT INTO ce_grant ({columns}) {copy}")
    [line] = found(app)
    assert line.startswith(f"{person_of(app, 'claimant')} [grant]")


def test_a_role_that_vanished_is_missed(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    stream = person_of(app, "claimant")
    tamper(f"DELETE FROM ce_grant WHERE {OF_CLAIMANT}")
    [line] = found(app)
    assert line.startswith(f"{stream} seq 3 [grant]")


def test_a_role_that_ended_does_not_come_to_life_again(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    stream, told = person_of(app, "claimant"), {"at": clock.now(), "request_id": "test"}
    with app.app_context():
        asked = text(f"SELECT id FROM ce_grant WHERE {OF_CLAIMANT}")
        transaction(lambda: appoint.end_grant(db.session.execute(asked).scalar_one(), SYSTEM, **told))
    done(app, "trail", "verify")
    tamper(f"UPDATE ce_grant SET valid_to = NULL WHERE {OF_CLAIMANT}")
    [line] = found(app)
    assert line.startswith(f"{stream} seq 4 [grant]")


def test_a_role_of_many_that_were_given_at_once_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    stream, told = person_of(app, "unit2"), {"at": clock.now(), "request_id": "test"}
    seats = [Seat(stream.removeprefix("person:"), "unit2-claims", CLAIMANT)]
    with app.app_context():
        transaction(lambda: seat_many(seats, "hash", SYSTEM, **told))
    done(app, "trail", "verify")
    tamper(f"UPDATE ce_grant SET role = 'auditor' WHERE role = '{CLAIMANT}' AND person_id = :id", id=seats[0].person_id)
    [line] = found(app)
    assert line.startswith(f"{stream} seq 5 [grant]")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("ce_person SET unit = 'U00002' WHERE id", "person"),
        ("ce_person SET unit = NULL WHERE id", "person"),
        ("ce_person SET title_level = 'senior' WHERE id", "person"),
        ("ce_user SET active = NOT active WHERE person_id", "user"),
        ("ce_user SET person_id = (SELECT person_id FROM ce_user WHERE username = 'unit') WHERE person_id", "user"),
    ],
)
def test_a_person_who_is_not_what_their_events_make_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, change: str, code: str
) -> None:
    stream = person_of(app, "claimant")
    tamper(f"UPDATE {change} = :id", id=stream.removeprefix("person:"))
    lines = [line for line in found(app) if line.startswith(stream)]
    assert len(lines) == 1
    assert f"[{code}]" in lines[0]


ANOTHER = "(SELECT {column} FROM ce_person WHERE name = '顾宇俊')"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "'another'"),
        ("name", ANOTHER),
        ("quality_talent", "NOT quality_talent"),
        ("id_sealed", ANOTHER),
        ("id_sealed", "NULL"),
        ("id_index", "'0'"),
        ("id_index", "NULL"),
        ("salt", ANOTHER),
        ("salt", "'no salt'"),
        ("salt", "NULL"),
        ("created_at", "'2018-01-01T00:00:00.000000Z'"),
    ],
)
def test_who_a_person_is_cannot_be_exchanged(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    stream = person_of(app, "claimant")
    change = f"UPDATE ce_person SET {column} = {value.format(column=column)} WHERE id = :id"
    tamper(change, id=stream.removeprefix("person:"))
    [line] = found(app)
    assert line.startswith(f"{stream} seq 1 [person]")


def test_two_persons_who_changed_places_with_all_that_is_theirs_are_named(
    app: Flask, claims: dict[str, int], tamper: Tamper
) -> None:
    columns = ("name", "id_sealed", "id_index", "salt")
    ids = [person_of(app, name).removeprefix("person:") for name in ("claimant", "claimant2")]
    with app.app_context():
        asked = text(f"SELECT {', '.join(columns)} FROM ce_person WHERE id = :id")
        rows = [dict(db.session.execute(asked, {"id": person_id}).mappings().one()) for person_id in ids]
    tamper("UPDATE ce_person SET id_index = 'on the way' WHERE id = :id", id=ids[0])
    for person_id, row in zip(reversed(ids), rows, strict=True):
        tamper(f"UPDATE ce_person SET {', '.join(f'{c} = :{c}' for c in columns)} WHERE id = :id", id=person_id, **row)
    assert sorted(line.split(" ")[0] for line in found(app)) == sorted(f"person:{person_id}" for person_id in ids)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ce_person_key SET wrapped = 'k1' WHERE person_id = :id",
        "DELETE FROM ce_person_key WHERE person_id = :id",
    ],
)
def test_a_key_that_was_exchanged_or_deleted_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, statement: str
) -> None:
    stream = person_of(app, "claimant")
    tamper(statement, id=stream.removeprefix("person:"))
    [line] = found(app)
    assert line.startswith(f"{stream} seq 1 [person]")


def test_a_person_who_got_another_name_by_a_roster_is_no_fault_and_keeps_it(
    app: Flask, claims: dict[str, int], tamper: Tamper
) -> None:
    stream, lines = person_of(app, "claimant"), [cast.roster()[0]._replace(name="又名")]
    with app.app_context():
        told = {"vault": app.extensions["ce"].vault, "at": clock.now(), "request_id": "test"}
        transaction(lambda: enrol.enrol(lines, SYSTEM, **told))
    done(app, "trail", "verify")
    name = cast.roster()[0].name
    tamper("UPDATE ce_person SET name = :name WHERE id = :id", name=name, id=stream.removeprefix("person:"))
    [line] = found(app)
    assert line.startswith(f"{stream} seq 4 [person]")


@pytest.mark.parametrize(
    "change",
    [
        "username = 'another'",
        "password_hash = 'another'",
        "created_at = '2018-01-01T00:00:00.000000Z'",
        "id = 999",
    ],
)
def test_an_account_that_was_altered_is_named(app: Flask, claims: dict[str, int], tamper: Tamper, change: str) -> None:
    stream = person_of(app, "claimant")
    tamper(f"UPDATE ce_user SET {change} WHERE username = 'claimant'")
    lines = found(app)
    assert all(line.startswith(stream) and "[user]" in line for line in lines)


@pytest.mark.parametrize("act", [appoint.set_password, log_in.log_in])
def test_an_older_password_cannot_be_put_back(
    app: Flask, claims: dict[str, int], tamper: Tamper, act: Callable[..., object]
) -> None:
    """Set by an administrator, or the same password hashed anew while logging in."""
    stream, told = person_of(app, "claimant"), {"at": clock.now(), "request_id": "test"}
    with app.app_context():
        asked = text("SELECT * FROM ce_user WHERE username = 'claimant'")
        user = SimpleNamespace(**db.session.execute(asked).mappings().one())
        user.created_at = cast.BEGAN
        if act is appoint.set_password:
            transaction(lambda: appoint.set_password(user.id, "new", SYSTEM, **told))
        else:
            transaction(lambda: log_in.log_in(user, "127.0.0.1", new_hash="new", **told))
    done(app, "trail", "verify")
    tamper("UPDATE ce_user SET password_hash = :hash WHERE id = :id", hash=user.password_hash, id=user.id)
    [line] = found(app)
    assert line.startswith(f"{stream} seq 4 [user]")


def test_a_person_who_moved_by_a_roster_is_no_fault(app: Flask, claims: dict[str, int]) -> None:
    lines = [line._replace(unit=cast.SCHOOL, title_level="senior", quality_talent=True) for line in cast.roster()]
    with app.app_context():
        told = {"vault": app.extensions["ce"].vault, "at": clock.now(), "request_id": "test"}
        transaction(lambda: enrol.enrol(lines, SYSTEM, **told))
    done(app, "trail", "verify")


def test_a_person_whom_nobody_enrolled_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    columns = "name, unit, title_level, quality_talent, created_at, seq, head"
    copy = f"SELECT '{'f' * 32}', name, unit, title_level, quality_talent, created_at, 0, '' FROM ce_person"
    tamper(f"INSERT INTO ce_person (id, {columns}) {copy} WHERE unit IS NULL LIMIT 1")
    assert any(line.startswith(f"person:{'f' * 32} seq 1 [gone]") for line in found(app))
