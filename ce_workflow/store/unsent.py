"""Forms that are not sent yet: what an account typed, kept until the form is sent, thrown away or forgotten.

The form of a claim is named by its kind (`training`), by the claim that it changes (`12`), or
by kind and the claim that it corrects (`training-12`); other forms by what they do and the
version of what they do it with (`review-12.3`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, or_, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Unsent

KEPT_FOR = timedelta(days=30)


class Kept(NamedTuple):
    """The answers as they were typed (a list where a question has several), and when they were kept."""

    answers: dict[str, Any]
    at: datetime


def find(user_id: int, form: str, at: datetime) -> Kept | None:
    """What this account typed into the form; None where there is nothing, or it is too old."""
    asked = select(Unsent.answers, Unsent.saved_at).where(Unsent.user_id == user_id, Unsent.form == form)
    row = db.session.execute(asked.where(Unsent.saved_at > at - KEPT_FOR)).one_or_none()
    return Kept(json.loads(row.answers), row.saved_at) if row else None


def every(user_id: int, at: datetime) -> list[tuple[str, Kept]]:
    """Each form that this account has not sent yet with what was typed into it, the newest first."""
    asked = select(Unsent.form, Unsent.answers, Unsent.saved_at).where(Unsent.user_id == user_id)
    rows = db.session.execute(
        asked.where(Unsent.saved_at > at - KEPT_FOR).order_by(Unsent.saved_at.desc(), Unsent.form)
    )
    return [(row.form, Kept(json.loads(row.answers), row.saved_at)) for row in rows]


def keep(user_id: int, form: str, answers: Mapping[str, str | list[str]], at: datetime) -> datetime:
    """Keep these answers in place of those kept before; blank ones leave nothing. Old ones go. Returns `at`."""
    same = Unsent.form == form
    db.session.execute(delete(Unsent).where(Unsent.user_id == user_id, or_(same, Unsent.saved_at <= at - KEPT_FOR)))
    if any("".join(given).strip() for given in answers.values()):
        row = {"user_id": user_id, "form": form, "answers": json.dumps(answers), "saved_at": at}
        db.session.execute(insert(Unsent).values(row))
    return at


def drop(user_id: int, form: str) -> None:
    """The form was sent, or its answers are not wanted any more."""
    db.session.execute(delete(Unsent).where(Unsent.user_id == user_id, Unsent.form == form))
