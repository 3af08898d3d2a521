"""Words in the reader's language: sentences, hours, days, moments, clauses.

Everything below the doorways hands up `Text`; it is said here, its values written as
the reader's language writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext
from flask_babel.speaklater import LazyString

from ce_workflow.clock import CHENGDU
from ce_workflow.ledger.units import to_hours
from ce_workflow.people import id_number
from ce_workflow.words import Own, Text

NOTICE = "成人社函〔2019〕200号"
_OF_THE_NOTICE = re.compile(r"[一二三四五六七八九十]+(\(|（|$)")
_WIDE = str.maketrans("()", "（）")


def open_door(app: Flask) -> None:
    app.jinja_env.filters.update(
        say=say,
        paragraph=paragraph,
        in_a_row=in_a_row,
        hours=hours,
        signed=signed,
        day=day,
        moment=moment,
        clause=clause,
        masked=id_number.masked,
    )


def say(text: Text | str | None) -> str:
    """The sentence in the reader's language; a bare string is a message id."""
    if not text:
        return ""
    if not isinstance(text, Text):
        return str(gettext(text) if type(text) is str else text)
    params = {name: value(found) for name, found in text.params.items()}
    if isinstance(text, Own):
        return (text.zh if get_locale().language == "zh" else text.msgid) % params
    return str(gettext(text.msgid, **params))


def paragraph(sentences: Iterable[Text | str | None]) -> str:
    """Sentences one after another, those that are there: in Chinese nothing stands between them."""
    gap = "" if str(get_locale()).startswith("zh") else " "
    return gap.join(said for said in map(say, sentences) if said)


def in_a_row(parts: Iterable[Text | str]) -> str:
    """Parts of one sentence, with semicolons between them and a full stop behind."""
    gap, stop = ("；", "。") if str(get_locale()).startswith("zh") else ("; ", ".")
    said = gap.join(say(part).rstrip(".。") for part in parts)
    return said + stop if said else ""


def later(text: Text | str) -> LazyString:
    """The same, said when it is shown: for words that are made before the reader is known."""
    return LazyString(say, text)


def value(found: Any) -> str:
    """A value in a sentence, as the reader's language writes it."""
    match found:
        case Text():
            return say(found)
        case datetime():
            return moment(found)
        case date():
            return day(found)
        case Decimal():
            return number(found)
    return str(found)


def number(found: Decimal) -> str:
    """A number without needless zeros: 4.50 -> 4.5, 30 -> 30."""
    text = f"{found:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hours(units: int | Decimal | None) -> str:
    """Hours, from hundredths or as they are: 450 -> 4.5."""
    if units is None:
        return ""
    return number(units if isinstance(units, Decimal) else to_hours(units))


def signed(change: Decimal) -> str:
    """What was added or taken away: +6, −4."""
    return f"{'−' if change < 0 else '+'}{number(abs(change))}"


def day(on: date | None) -> str:
    """A day in words that stay on one line: 2019年6月20日, Jun 20, 2019."""
    if on is None:
        return ""
    here = on.astimezone(CHENGDU) if isinstance(on, datetime) else on
    return format_date(here, "medium", locale=get_locale()).replace(" ", "\u00a0")


def moment(at: datetime | None, *, seconds: bool = False) -> str:
    """A day and the time on the clocks of Chengdu: 2019年6月20日 14:05, with `seconds` 14:05:09."""
    if at is None:
        return ""
    here = at.astimezone(CHENGDU)
    return f"{day(here)} {here:{'%H:%M:%S' if seconds else '%H:%M'}}"


def clause(found: str | None) -> str:
    """Where it is written: the document and the clause, full width, the same in every language."""
    if not found:
        return ""
    wide = found.translate(_WIDE)
    return f"{NOTICE} {wide}" if _OF_THE_NOTICE.match(found) else wide
