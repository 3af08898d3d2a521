"""The only reader of the time.

Everything below the doorways is told the time; a doorway asks here. Moments are
aware datetimes in UTC with microseconds, days are days in Chengdu.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

CHENGDU = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def day_of(at: datetime) -> date:
    """The calendar day in Chengdu on which the moment `at` lies."""
    return at.astimezone(CHENGDU).date()


def start_of(day: date) -> datetime:
    """The moment at which the day begins in Chengdu."""
    return datetime.combine(day, time.min, CHENGDU)


def stamp(at: datetime) -> str:
    """The moment as it is hashed and stored: UTC, microseconds, one spelling only."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
