"""Claims, what they contain, and their evidence.

The row of a claim is its present; its past is in the events. The constraints tell the
story too: whoever writes the row, a decided claim has a decider, and a claim is
credited if and only if it names the entry that credited it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.ledger.entries import CATEGORIES
from ce_workflow.states.names import LIVE, RETURNED, ROUTES, WAITING
from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.ledger import EntryId
from ce_workflow.store.tables.organisations import Code, Key
from ce_workflow.store.tables.people import PersonId


def _among(states: tuple[str, ...]) -> str:
    return "state IN (" + ",".join(f"'{name}'" for name in states) + ")"


_WHOLE = tuple(name for name in LIVE if name != RETURNED)  # what was sent back may be saved half finished


def is_number(claim_id: int | None) -> bool:
    """Can a claim have this number? One with more digits may be somebody's own, and goes nowhere."""
    return claim_id is not None and 0 < claim_id < 10**10


_LIVE = text(_among(LIVE))
_LIVE_KEY = text(f"achievement_key IS NOT NULL AND {_among(LIVE)}")
_WAITING = text(f"{_among(WAITING)} AND credit_due_on IS NULL")
_DUE = text("credit_due_on IS NOT NULL")


class Claim(Model):
    """A claim as it stands now. Hours are hundredths; `desk` is the organisation that has it.

    Unit, department, district, route and notice period are those at submission; the period is of
    calendar days, or of the `notice_unit`.
    `used` is what others had taken of its caps when it was submitted (JSON, key to hundredths of hours).
    `told` is what its rule set was told beside the answers then (JSON): the level of the title and working days
    counted, where hours depend on them.
    `commitment` is that of the present content, `head` the hash of the last event.
    `family` is the first claim of those that correct each other, of which one at most is live.
    """

    __tablename__ = "ce_claim"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[str] = mapped_column(ForeignKey("ce_person.id"))
    unit: Mapped[str | None] = mapped_column(Code)
    department: Mapped[str | None] = mapped_column(Code)
    district: Mapped[str | None] = mapped_column(Code)
    route: Mapped[str] = mapped_column(String(20))
    notice_days: Mapped[int]
    notice_unit: Mapped[str | None] = mapped_column(String(20))
    desk: Mapped[str | None] = mapped_column(Code)
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    head: Mapped[str] = mapped_column(String(64))
    fields: Mapped[str] = mapped_column(Text)
    commitment: Mapped[str] = mapped_column(String(64))
    category: Mapped[str] = mapped_column(String(20))
    year: Mapped[int | None]
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    units_claimed: Mapped[int | None]
    units_computed: Mapped[int | None]
    units_reviewed: Mapped[int | None]
    units_recognised: Mapped[int | None]
    achievement_key: Mapped[str | None] = mapped_column(String(240))
    certificate_key: Mapped[str | None] = mapped_column(String(240))
    rank: Mapped[int | None]
    filed_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    rule_version: Mapped[str | None] = mapped_column(String(60))
    used: Mapped[str | None] = mapped_column(Text)
    told: Mapped[str | None] = mapped_column(Text)
    warnings: Mapped[str | None] = mapped_column(Text)
    filed_by: Mapped[str] = mapped_column(PersonId)
    filed_by_org: Mapped[str | None] = mapped_column(Code)
    corrects: Mapped[int | None] = mapped_column(ForeignKey("ce_claim.id"), index=True)
    family: Mapped[int] = mapped_column(Key)
    reviewed_by: Mapped[str | None] = mapped_column(PersonId)
    verified_by: Mapped[str | None] = mapped_column(PersonId)
    appeals: Mapped[int] = mapped_column(default=0)
    credit_due_on: Mapped[date | None]
    credit_entry_id: Mapped[str | None] = mapped_column(EntryId)
    form_key: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Moment)
    moved_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("(state = 'credited') = (credit_entry_id IS NOT NULL)", name="credited_by_an_entry"),
        CheckConstraint("state <> 'unit_reviewed' OR reviewed_by IS NOT NULL", name="reviewed_by_somebody"),
        CheckConstraint("state <> 'sector_verified' OR verified_by IS NOT NULL", name="verified_by_somebody"),
        CheckConstraint("state NOT IN ('credited','revoked') OR units_recognised > 0", name="recognised_hours"),
        CheckConstraint(
            f"NOT ({_among(_WHOLE)}) OR (submitted_at IS NOT NULL AND year IS NOT NULL AND ended_on IS NOT NULL"
            " AND units_claimed > 0)",
            name="submitted_whole",
        ),
        CheckConstraint(f"NOT ({_among(WAITING)}) OR desk IS NOT NULL", name="waits_somewhere"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint(f"route IN ({','.join(map(repr, ROUTES))})", name="route"),
        CheckConstraint(f"category IN ({','.join(map(repr, CATEGORIES))})", name="category"),
        Index(
            "uq_ce_claim_one_credit",
            "person_id",
            "achievement_key",
            unique=True,
            postgresql_where=_LIVE_KEY,
            sqlite_where=_LIVE_KEY,
        ),
        Index(
            "uq_ce_claim_one_rank",
            "achievement_key",
            "rank",
            unique=True,
            postgresql_where=_LIVE_KEY,
            sqlite_where=_LIVE_KEY,
        ),
        Index("uq_ce_claim_one_of_family", "family", unique=True, postgresql_where=_LIVE, sqlite_where=_LIVE),
        Index("ix_ce_claim_certificate", "certificate_key"),
        Index("uq_ce_claim_form_key", "form_key", unique=True),
        Index("ix_ce_claim_waiting", "desk", "moved_at", "id", postgresql_where=_WAITING, sqlite_where=_WAITING),
        Index("ix_ce_claim_due", "credit_due_on", "id", postgresql_where=_DUE, sqlite_where=_DUE),
        Index("ix_ce_claim_of_person", "person_id", "id"),
        Index("ix_ce_claim_of_unit", "unit", "id"),
        Index("ix_ce_claim_of_department", "department", "id"),
        Index("ix_ce_claim_of_district", "district", "id"),
        Index("ix_ce_claim_of_desk", "desk", "id"),
        Index("ix_ce_claim_filed_by_org", "filed_by_org", "id"),
        Index("ix_ce_claim_of_year", "year", "id"),
    )


class Content(Model):
    """What an event only commits to: fields with evidence digests (`content`), or a sentence (`note`).

    The row may be erased; the commitment in the event then hides for ever what it was.
    """

    __tablename__ = "ce_content"

    claim_id: Mapped[int] = mapped_column(ForeignKey("ce_claim.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(10), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(64))
    commitment: Mapped[str] = mapped_column(String(64))

    __table_args__ = (CheckConstraint("what IN ('content','note')", name="what"),)


DESCRIBED = ("piece", "name", "media_type", "size", "sha256", "original_sha256")
"""What the content that is committed to says of each piece of evidence."""


class Evidence(Model):
    """A file that proves something. `sha256` is of what is kept, `original_sha256` of what was sent.

    `pages` were counted when it came; None for what came before they were.
    """

    __tablename__ = "ce_evidence"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("ce_claim.id"))
    piece: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    original_sha256: Mapped[str] = mapped_column(String(64), index=True)
    blob: Mapped[str] = mapped_column(String(80), index=True)
    pages: Mapped[int | None]
    blob_present: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    added_version: Mapped[int]
    dropped_version: Mapped[int | None]

    __table_args__ = (Index("ix_ce_evidence_of_claim", "claim_id", "id"),)
