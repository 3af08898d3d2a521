"""The standing cast at work: short words for what tests of acts do and look at.

Time stands still unless a test moves it: it is ten in the morning of 2 September 2019.
"""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from ce_workflow.acts.doorway import take
from ce_workflow.acts.perform import Outcome
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from tests import cast

NOW = datetime(2019, 9, 2, 2, tzinfo=UTC)

BUSINESS = (
    "ce_claim", "ce_content", "ce_evidence", "ce_ledger", "ce_balance", "ce_organisation", "ce_person", "ce_person_key",
    "ce_user", "ce_grant", "ce_year", "ce_theme", "ce_batch", "ce_rule_set", "ce_reduction",
    "ce_year_request", "ce_simulation", "ce_calendar_day",
)  # fmt: skip
"""Tables in which a refused act leaves no trace; besides, of events, those that are not of the stream `security`."""


class City:
    """One database with the cast in it. `at` is the moment at which everything happens."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.at = NOW
        self._requests = itertools.count(1)

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)

    # --- what happens

    def actor(self, name: str, role: str | None = None) -> Actor:
        return cast.actor(self.app, name, role, self.at)

    def claim(self, state: str = "submitted", kind: str = "training", by: str = "claimant", **fields: Any) -> int:
        """A claim that real steps brought to that state; its number."""
        return cast.make_claim(self.app, kind, state, by, fields=fields, at=self.at)

    def draft(self, name: str, role: str, kind: str = "training", **given: Any) -> Outcome:
        """Begin a claim in any role."""
        given = {"kind": kind, "fields": cast.answers(kind), "files": cast.files(self.app, kind)} | given
        return self.take("create", None, name, role, **given)

    def take(
        self, step: str, claim_id: int | None, name: str, role: str | None = None, seen: int | None = None, **given: Any
    ) -> Outcome:
        """Take a step through the doorway, with what that step needs unless told otherwise."""
        return self.take_all(step, [(claim_id, seen, given)], name, role)[0]

    def take_all(
        self, step: str, items: list[tuple[int | None, int | None, dict[str, Any]]], name: str, role: str | None = None
    ) -> list[Outcome]:
        """Take a step with a list."""
        needed = cast.DECISIONS.get(step, {}) | ({"hours": "18"} if step in ("review", "verify") else {})
        request_id = f"request-{next(self._requests)}"
        full = [(claim_id, seen, needed | given) for claim_id, seen, given in items]
        return take(step, full, self.actor(name, role), at=self.at, request_id=request_id)

    def refused(self, step: str, claim_id: int, name: str, role: str | None = None) -> str:
        """The code of a refusal with 403; nothing has changed, and the refusal is recorded."""
        before, told = self.dump(), len(self.refusals())
        refusal = self.take(step, claim_id, name, role).refusal
        assert refusal is not None
        assert refusal.status == 403
        assert self.dump() == before
        events = [(event["act"], event["code"], event["claim"]) for event in self.refusals()[told:]]
        assert events == [(step, refusal.code, claim_id)]
        return refusal.code

    def appoint(self, name: str, role: str, scope: str) -> None:
        """Give the account a further role, from the beginning on."""
        who = self.actor(name)
        told = {"user": who.user_id, "person": who.person_id, "role": role, "scope": scope}
        columns = "user_id, person_id, role, scope, valid_from"
        began = "(SELECT min(valid_from) FROM ce_grant)"
        self.tell(f"INSERT INTO ce_grant ({columns}) VALUES (:user, :person, :role, :scope, {began})", **told)

    def dismiss(self, *scopes: str, but: str | None = None) -> None:
        """End every appointment for these organisations, but that of one account."""
        kept = self.actor(but).user_id if but else 0
        for scope in scopes:
            told = {"scope": scope, "kept": kept}
            self.tell("UPDATE ce_grant SET valid_to = valid_from WHERE scope = :scope AND user_id <> :kept", **told)

    # --- what there is

    def row(self, claim_id: int) -> SimpleNamespace:
        """The claim as it is kept."""
        db.session.rollback()
        found = db.session.execute(select(Claim.__table__).where(Claim.id == claim_id)).mappings().one()
        return SimpleNamespace(**found)

    def state(self, claim_id: int) -> str:
        return str(self.row(claim_id).state)

    def rows(self, sql: str, **given: Any) -> list[Any]:
        db.session.rollback()
        return list(db.session.execute(text(sql), given))

    def tell(self, sql: str, **given: Any) -> None:
        """Change rows behind the back of the house."""
        db.session.rollback()
        try:
            db.session.connection(execution_options={"ce_write": True}).execute(text(sql), given)
            db.session.commit()
        finally:
            db.session.rollback()

    def story(self, claim_id: int) -> list[str]:
        """The steps that the claim has taken."""
        asked = "SELECT action FROM ce_event WHERE stream = :stream ORDER BY seq"
        return [row.action for row in self.rows(asked, stream=f"claim:{claim_id}")]

    def bodies(self, stream: str) -> list[dict[str, Any]]:
        """What the events of a stream say."""
        asked = "SELECT body FROM ce_event WHERE stream = :stream ORDER BY seq, id"
        return [json.loads(row.body) for row in self.rows(asked, stream=stream)]

    def refusals(self) -> list[dict[str, Any]]:
        """What the stream `security` says of refused acts, the oldest first."""
        return [body["extra"] for body in self.bodies("security") if body["action"] == "refused"]

    def balance(self, name: str = "claimant", category: str = "professional", year: int = 2019) -> int:
        """The balance of an account's person, in hundredths."""
        key = {"person": self.actor(name).person_id, "year": year, "category": category}
        asked = "SELECT units FROM ce_balance WHERE person_id = :person AND year = :year AND category = :category"
        return sum(row.units for row in self.rows(asked, **key))

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every business row, and every event that is not of security."""
        found = {table: [tuple(row) for row in self.rows(f"SELECT * FROM {table} ORDER BY 1, 2")] for table in BUSINESS}
        events = self.rows("SELECT * FROM ce_event WHERE stream <> 'security' ORDER BY id")
        return found | {"ce_event": [tuple(row) for row in events]}
