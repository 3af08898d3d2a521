"""Study and study visits abroad, 三(三)2.

"当年参加单位组织的与本专业相关的出国进修和考察且达到 20 天以上" sets four tests: in that
year, organised by the unit, related to one's own profession, at least 20 days (20 counts).
A stay over New Year belongs to the year in which it ended (五(二)). What no text settles: days
are counted from the first to the last, both included, those of travel among them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, YearsOffer
from ce_workflow.words import N_, Text

CLAUSE = "三(三)2"

NOT_ABROAD = ("香港", "澳门", "澳門", "台湾", "台灣", "臺灣", "hong kong", "hongkong", "macao", "macau", "taiwan")
AT_HOME = frozenset({"中国", "中國", "中华人民共和国", "中国大陆", "china", "p.r. china", "prc"})


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    yield from _place(given.get("country", ""))
    yield from _travel(given)


def _place(country: str) -> Iterator[Finding]:
    name = unicodedata.normalize("NFKC", country).lower()
    if name in AT_HOME:
        text = N_("A stay within China is not a stay abroad. Write the country, or claim it as training.")
        yield Finding("not_abroad", Text(text), CLAUSE, field="country")
    elif any(place in name for place in NOT_ABROAD):
        text = N_("Hong Kong, Macao and Taiwan are not abroad in the notice's sense: the deciders decide.")
        yield Finding("perhaps_not_abroad", Text(text), CLAUSE, "warning", "country")


def _travel(given: Given) -> Iterator[Finding]:
    days, travel_days = KIND.days(given), given.get("travel_days", 0)
    if days is not None and travel_days >= days:
        text = N_("%(travel)s travel days leave nothing of %(days)s days. Write only the days spent travelling.")
        yield Finding("travel_too_long", Text(text, travel=travel_days, days=days), field="travel_days")


KIND = Kind(
    code="study_abroad",
    label=N_("Study or study visit abroad"),
    about=N_("Study and study visits abroad of at least 20 days, organised by your unit, related to your profession."),
    category="professional",
    clause=CLAUSE,
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
    findings=findings,
    examples=(
        N_("Three months at a university hospital abroad"),
        N_("A study visit of 25 days that the unit arranged"),
    ),
)
