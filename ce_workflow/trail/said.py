"""What events say of the rows they are about, outside of claims: all that the row says, in codes and digests.

Each event that makes or changes a row says the whole of it, so that the last one alone
tells what the row has to be. What is text stands in an event as a digest. Of what is
personal an event only has what tells nothing once the row is erased: the commitment of
a person's data under the salt in their row, and of an account the digest of its name
together with the hash of its password, which carries a salt of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ce_workflow.clock import stamp
from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.chain import commitment, digest

Said = dict[str, str | int]

OF_REFERENCE = {
    "org": (
        *("kind", "name", "department", "district", "sector", "sort", "route", "notice_days"),
        *("valid_from", "valid_to", "learning_address"),
    ),
    "year": ("total", "public", "professional", "opens_on", "filing_closes_on", "deciding_closes_on", "locked_on"),
    "rules": (
        *("authority", "year", "state", "text", "digest", "parent", "in_force_from", "in_force_to"),
        *("published_at", "published_by", "replaced_by"),
    ),
}
"""Kind of stream -> the columns that its events tell: all but the key, which the stream tells, and the head."""

TELLING = {
    "org": ("load", "change"),
    "year": (
        *("load", "change", "open_year", "set_needs"),
        *("close_filing", "close_deciding", "lock_year", "reopen_year"),
    ),
    "rules": ("draft", "publish", "replace"),
}
"""Kind of stream -> the acts whose events tell the row; a year has others besides."""

ASKED_DAYS = ("filing_closes_on", "deciding_closes_on", "locked_on")
"""The days that a request to reopen a year asks for."""

OF_THEMES = ("add_themes", "set_themes")
"""The acts whose events tell the themes of a year."""

PERSONAL = ("name", "id_index", "id_sealed", "wrapped")
"""What is personal of a person; `wrapped` is their key."""

RECOGNISE = "recognise"
"""The act that credits without a claim."""

BEGIN_SIMULATION = "begin_simulation"
SIMULATE = "simulate"
"""The acts that begin a simulation of a rule set, and keep what it found, on the stream of the year of its claims."""

BATCHES = {"enrol": "roster", RECOGNISE: "records"}
"""The act that loads a batch -> what the row of the batch calls it."""

_TEXTS = frozenset({"name", "learning_address", "text"})


def of_reference(kind: str, row: Mapping[str, Any]) -> Said:
    """An organisation, a year or a version of a rule set; columns that are not in `row` are empty."""
    told = {name: row.get(name) for name in OF_REFERENCE[kind]}
    return _told({name: digest(value) if value and name in _TEXTS else value for name, value in told.items()})


def of_themes(themes: Iterable[Sequence[str]]) -> Said:
    """All (theme, class of platforms) of one year, in any order."""
    listed = sorted(list(theme) for theme in themes)
    return {"themes": len(listed), "listed": digest(listed)}


def of_request(row: Mapping[str, Any]) -> Said:
    """What somebody asks for who asks for a year to be reopened; the reason under the salt of the row."""
    return _told({name: row[name] for name in ASKED_DAYS}) | {
        "reason": commitment(row["salt"], canonical(row["reason"]))
    }


def of_person(row: Mapping[str, Any]) -> Said:
    """A person: where they belong, and the commitment of what is `PERSONAL`, for which the row has `salt`."""
    codes = {"unit": row["unit"], "title_level": row["title_level"]}
    codes["quality_talent"] = "yes" if row["quality_talent"] else "no"
    if row["salt"]:
        codes["identity"] = commitment(row["salt"], canonical({name: row[name] for name in PERSONAL}))
    return _told(codes)


def of_user(row: Mapping[str, Any]) -> Said:
    """An account, but whether it is open: that follows from the act."""
    names = [row["username"], row["password_hash"]]
    return {"user": row["id"], "since": stamp(row["created_at"]), "credentials": digest(names)}


def of_reduction(row: Mapping[str, Any]) -> Said:
    """A reduction of what a year asks of its person, whose stream it stands on; documents as digests."""
    codes = {"reduction": row["id"], "year": row["year"], "reason": row["reason"]}
    codes |= {"from": row["from_day"], "to": row["to_day"], "decided_by": row["decided_by"], "since": row["at"]}
    codes |= {"cancelled_by": row.get("cancelled_by"), "until": row.get("cancelled_at")}
    documents = {name: row.get(name) for name in ("document", "cancelled_document")}
    return _told(codes | {name: text and digest(text) for name, text in documents.items()})


def of_calendar_day(row: Mapping[str, Any]) -> Said:
    """A correction of the calendar of working days; document and reason as digests."""
    codes = {"calendar_day": row["id"], "day": row["day"], "kind": row["kind"]}
    codes |= {"set_by": row["set_by"], "since": row["at"]}
    codes |= {"taken_back_by": row.get("taken_back_by"), "until": row.get("taken_back_at")}
    return _told(codes | {name: digest(row[name]) for name in ("document", "reason")})


def of_records(records: Sequence[tuple[str, int]]) -> Said:
    """The (person, hundredths of hours) of one batch, in their order."""
    total = sum(units for _, units in records)
    return {"records": len(records), "hours": total, "listed": digest([list(record) for record in records])}


def _told(values: Mapping[str, Any]) -> Said:
    """What has a value, as codes and numbers."""
    coded = {name: _code(value) for name, value in values.items()}
    return {name: value for name, value in coded.items() if value is not None and value != ""}


def _code(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, date) else value
