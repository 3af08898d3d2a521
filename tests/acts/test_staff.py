"""Many seats at once leave what appointments one by one leave."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.acts import appoint
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.staff import Seat, seat_many
from ce_workflow.people.roles import AUDITOR, CLAIMANT
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Person
from tests import cast

pytestmark = pytest.mark.template("cast")


def happened(person_id: str) -> list[tuple[str, list[str], str | None]]:
    """The last two events of the person: action, what their codes are named, and the role."""
    asked = select(Event.body).where(Event.stream == f"person:{person_id}").order_by(Event.seq)
    bodies: list[dict[str, Any]] = [json.loads(body) for body in db.session.scalars(asked)][-2:]
    return [(body["action"], sorted(body["extra"]), body["extra"].get("role")) for body in bodies]


def test_the_events_are_those_of_an_account_and_of_a_role(app: Flask) -> None:
    admin, told = cast.actor(app, "admin"), {"at": clock.now(), "request_id": "test"}
    with app.app_context():
        one, other = db.session.scalars(select(Person.id).order_by(Person.id).limit(2))
        seats = [Seat(one, "new-one", CLAIMANT)]
        [seated] = enter("seat", lambda: seat_many(seats, "hash", admin, **told), admin, **told)
        user_id = enter("add", lambda: appoint.add_user("new-two", "hash", other, admin, **told), admin, **told)
        enter("grant", lambda: appoint.grant(user_id, CLAIMANT, "", admin, **told), admin, **told)
        assert happened(one) == happened(other)
        assert [action for action, _, _ in happened(one)] == ["add_user", "grant"]
        assert (seated.person_id, seated.role) == (one, CLAIMANT)


def test_a_role_that_excludes_others_is_given_one_by_one(app: Flask) -> None:
    admin, told = cast.actor(app, "admin"), {"at": clock.now(), "request_id": "test"}
    with app.app_context():
        person_id = db.session.scalars(select(Person.id).limit(1)).one()
        with pytest.raises(ValueError, match="one by one"):
            seat_many([Seat(person_id, "new-auditor", AUDITOR)], "hash", admin, **told)
