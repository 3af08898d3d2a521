"""Study and study visits abroad, 三(三)2.

"当年参加单位组织的与本专业相关的出国进修和考察且达到 20 天以上" sets four tests: in that
year, organised by the unit, related to one's own profession, at least 20 days (20 counts).
A stay over New Year belongs to the year in which it ended (五(二)), and 20 of its days must
lie there. Hours: 8 a day without travel days, at most 30; 60 from three months, 90 above six.

What no text settles:
- days are counted from the first to the last, both included; travel days are counted in the
  20 days, with a warning where the stay is shorter without them;
- "from three months": `started_on` plus three months is at most the day after `ended_on`,
  travel days included; exactly six months is not above six months;
- 30, 60 and 90 are what a stay gains at most: 8 a day comes first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ce_workflow.errors import Finding
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.days import days_in_last_year, lasts_above, lasts_from
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, YearsOffer
from ce_workflow.words import N_, Text

CLAUSE = "三(三)2"
YEAR_CLAUSE = "五(二)"
LEAST_DAYS = 20
HOURS_A_DAY = 8

NOT_ABROAD = ("香港", "澳门", "澳門", "台湾", "台灣", "臺灣", "hong kong", "hongkong", "macao", "macau", "taiwan")
AT_HOME = frozenset({"中国", "中國", "中华人民共和国", "中国大陆", "china", "p.r. china", "prc"})


def hours(given: Given) -> Decimal | None:
    days, travel_days = KIND.days(given), given.get("travel_days")
    if days is None or travel_days is None:
        return None
    started_on, ended_on = given["started_on"], given["ended_on"]
    most = 90 if lasts_above(started_on, ended_on, 6) else 60 if lasts_from(started_on, ended_on, 3) else 30
    return Decimal(min(HOURS_A_DAY * max(days - travel_days, 0), most))


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    if given.get("organised_by_unit") is False:
        text = N_("Only a stay that the unit organised counts. A stay of one's own cannot be claimed.")
        yield Finding("not_organised_by_unit", Text(text), CLAUSE, field="organised_by_unit")
    yield from _place(given.get("country", ""))
    days = KIND.days(given)
    if days is not None:
        yield from _length(given["started_on"], given["ended_on"], days, given.get("travel_days", 0))


def _place(country: str) -> Iterator[Finding]:
    name = unicodedata.normalize("NFKC", country).lower()
    if name in AT_HOME:
        text = N_("A stay within China is not a stay abroad. Write the country, or claim it as training.")
        yield Finding("not_abroad", Text(text), CLAUSE, field="country")
    elif any(place in name for place in NOT_ABROAD):
        text = N_("Hong Kong, Macao and Taiwan are not abroad in the notice's sense: the deciders decide.")
        yield Finding("perhaps_not_abroad", Text(text), CLAUSE, "warning", "country")


def _length(started_on: date, ended_on: date, days: int, travel_days: int) -> Iterator[Finding]:
    in_the_year = days_in_last_year(started_on, ended_on)
    if travel_days >= days:
        text = N_("%(travel)s travel days leave nothing of %(days)s days. Write only the days spent travelling.")
        yield Finding("travel_too_long", Text(text, travel=travel_days, days=days), field="travel_days")
    if days < LEAST_DAYS:
        text = N_("The stay has to last at least %(least)s days; this one lasts %(days)s.")
        yield Finding("stay_too_short", Text(text, least=LEAST_DAYS, days=days), CLAUSE, field="ended_on")
    elif in_the_year < LEAST_DAYS:
        text = N_("At least %(least)s days have to lie in %(year)s, the year in which the stay ended; it is %(days)s.")
        params = {"least": LEAST_DAYS, "year": str(ended_on.year), "days": in_the_year}
        yield Finding("stay_too_short_in_year", Text(text, **params), CLAUSE, field="ended_on")
    else:
        yield from _doubts(started_on, ended_on, in_the_year, travel_days)


def _doubts(started_on: date, ended_on: date, in_the_year: int, travel_days: int) -> Iterator[Finding]:
    """What the deciders have to know about a stay that is long enough."""
    year = str(ended_on.year)
    if started_on.year < ended_on.year:
        text = N_("The stay went over New Year: %(days)s of its days lie in %(year)s, the year in which it ended.")
        yield Finding("over_new_year", Text(text, days=in_the_year, year=year), CLAUSE, "warning", "started_on")
        text = N_("All its hours count for %(year)s, none for the year before: hours never cross years.")
        yield Finding("over_new_year_one_year", Text(text, year=year), YEAR_CLAUSE, "warning", "ended_on")
    if in_the_year - travel_days < LEAST_DAYS <= in_the_year:
        text = N_("Without travel it is %(days)s days; the notice does not say whether travel counts.")
        yield Finding(
            "short_without_travel", Text(text, days=in_the_year - travel_days), CLAUSE, "warning", "travel_days"
        )


KIND = Kind(
    code="study_abroad",
    label=N_("Study or study visit abroad"),
    about=N_("Study and study visits abroad of at least 20 days, organised by your unit, related to your profession."),
    category="professional",
    clause=CLAUSE,
    basis=N_(
        "8 hours a day without travel, at most 30; 60 from three months, 90 above six months: "
        "platform default, no published figure; leans on the table of Taizhou."
    ),
    asks=(
        Field("country", N_("Country"), "line"),
        Field("host", N_("Host institution"), "line"),
        Field(
            "purpose",
            N_("Purpose"),
            "choice",
            choices=(Choice("study", N_("Study")), Choice("visit", N_("Study visit"))),
        ),
        Field("organised_by_unit", N_("Organised by your unit"), "yes_no", clause=CLAUSE),
        Field(
            "relation",
            N_("Relation to your profession"),
            "line",
            clause=CLAUSE,
            help=N_("In a few words: what of your profession you studied there."),
        ),
        Field("started_on", N_("First day"), "date", help=N_("As in the travel record.")),
        Field("ended_on", N_("Last day"), "date", help=N_("The hours belong to the year of this day.")),
        Field(
            "travel_days", N_("Travel days"), "number", help=N_("Days spent on the way; 0 if none."), unit=N_("days")
        ),
    ),
    evidence=(
        Piece("assignment", N_("Letter of assignment by the unit")),
        Piece("travel_record", N_("Record of exit and entry")),
        Piece("report", N_("Report on the stay")),
    ),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("organised_by_unit", N_("Our unit organised the stay and sent the person.")),
            RELATED,
        ),
        "verify": (
            GENUINE,
            Check("twenty_days", N_("The travel record shows at least 20 days in the year.")),
            RELATED,
            HOURS_FOLLOW,
        ),
    },
    year_by="ended_on",
    span=("started_on", "ended_on"),
    hours=hours,
    findings=findings,
    in_short=N_("8 hours a day without travel; 30, 60 or 90 at most, by the length of the stay."),
    examples=(
        N_("Three months at a university hospital abroad"),
        N_("A study visit of 25 days that the unit arranged"),
    ),
)
