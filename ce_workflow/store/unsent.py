"""Forms that are not sent yet: what an account typed, kept until the form is sent, thrown away or forgotten.

The form of a claim is named by its kind (`training`), by the claim that it changes (`12`), or
by kind and the claim that it corrects (`training-12`). The name of any other form begins with
what it is about, a point, and the version of that (`step-12.3-review`): what was typed about an
older version is never shown again, and goes with the rest once a form about the same is sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, insert, or_, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Unsent

KEPT_FOR = timedelta(days=30)


class Kept(NamedTuple):
    """The answers as they were typed (a list where a question has several), and when they were kept."""

    answers: dict[str, Any]
    at: datetime


def subject(form: str) -> str:
    """What the form of this name is about; the form of a claim is about itself."""
    return form.partition(".")[0]


def about(user_id: int, subject: str, at: datetime) -> dict[str, Kept]:
    """By name, what this account typed into the forms about it, of whatever version; nothing that is too old."""
    return _kept(at, Unsent.user_id == user_id, _about(subject))


def of_claims(user_id: int, at: datetime) -> dict[str, Kept]:
    """By name, what this account typed into forms of claims and did not send yet, the newest first."""
    return _kept(at, Unsent.user_id == user_id, ~Unsent.form.contains("."))


def _kept(at: datetime, *which: ColumnElement[bool]) -> dict[str, Kept]:
    asked = select(Unsent.form, Unsent.answers, Unsent.saved_at).where(*which, Unsent.saved_at > at - KEPT_FOR)
    rows = db.session.execute(asked.order_by(Unsent.saved_at.desc(), Unsent.form))
    return {row.form: Kept(json.loads(row.answers), row.saved_at) for row in rows}


def _about(subject: str) -> ColumnElement[bool]:
    return or_(Unsent.form == subject, Unsent.form.startswith(f"{subject}.", autoescape=True))


def keep(user_id: int, form: str, answers: Mapping[str, str | list[str]], at: datetime) -> datetime:
    """Keep these answers in place of those kept before; blank ones leave nothing. Old ones go. Returns `at`."""
    same = Unsent.form == form
    db.session.execute(delete(Unsent).where(Unsent.user_id == user_id, or_(same, Unsent.saved_at <= at - KEPT_FOR)))
    if any("".join(given).strip() for given in answers.values()):
        row = {"user_id": user_id, "form": form, "answers": json.dumps(answers), "saved_at": at}
        db.session.execute(insert(Unsent).values(row))
    return at


def drop(user_id: int, subject: str) -> None:
    """A form about it was sent, or its answers are not wanted any more: every form of the account about it goes."""
    db.session.execute(delete(Unsent).where(Unsent.user_id == user_id, _about(subject)))


def forget(at: datetime) -> None:
    """What is too old goes, whoever typed it."""
    db.session.execute(delete(Unsent).where(Unsent.saved_at <= at - KEPT_FOR))
