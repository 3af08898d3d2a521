"""Rule sets, one row a version: the document as it was written, for ever."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Headed
from ce_workflow.store.tables.people import PersonId
from ce_workflow.words import N_

DRAFT, PUBLISHED, REPLACED = "draft", "published", "replaced"
STATE_LABELS = {DRAFT: N_("Draft"), PUBLISHED: N_("Published"), REPLACED: N_("Replaced")}
Version = String(60)
_PUBLISHED = text(f"state = '{PUBLISHED}'")


class RuleSet(Headed, Model):
    """A version of the rules of an authority and year. Once published, its text and `parent` never change.

    `parent` is the exact version that it inherits, `replaced_by` the one that follows it.
    """

    __tablename__ = "ce_rule_set"

    version: Mapped[str] = mapped_column(Version, primary_key=True)
    authority: Mapped[str] = mapped_column(ForeignKey("ce_organisation.code"))
    year: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    parent: Mapped[str | None] = mapped_column(ForeignKey("ce_rule_set.version"))
    in_force_from: Mapped[date]
    in_force_to: Mapped[date | None]
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    published_by: Mapped[str | None] = mapped_column(PersonId)
    replaced_by: Mapped[str | None] = mapped_column(ForeignKey("ce_rule_set.version"))

    __table_args__ = (
        CheckConstraint(f"state IN ('{DRAFT}','{PUBLISHED}','{REPLACED}')", name="state"),
        CheckConstraint(f"(state = '{DRAFT}') = (published_at IS NULL)", name="published_at_some_time"),
        CheckConstraint(f"(state = '{REPLACED}') = (replaced_by IS NOT NULL)", name="replaced_by_one"),
        Index(
            "uq_ce_rule_set_in_force",
            "authority",
            "year",
            unique=True,
            postgresql_where=_PUBLISHED,
            sqlite_where=_PUBLISHED,
        ),
    )
