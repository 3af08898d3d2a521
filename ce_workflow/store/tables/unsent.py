"""Answers of a form that is not sent yet. No act wrote them, no event names them, nobody else reads them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment


class Unsent(Model):
    """What an account typed into one form; `form` is as `store.unsent` names it, `answers` JSON by question."""

    __tablename__ = "ce_unsent"

    user_id: Mapped[int] = mapped_column(ForeignKey("ce_user.id"), primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    answers: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)
