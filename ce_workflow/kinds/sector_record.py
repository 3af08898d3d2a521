"""Records of a sector's own system of credits, where a rule set says how they convert, 五(二).

Districts and departments may write measures of their own, "可根据实际情况自行制定…学时管理办法"; the
notice itself names no such record, and the city's rules have no figure for one. So the kind is open
only under a set that has this way. "学时记录以专业技术人员实际完成时间计入当年有效学时，不得跨年": a
record that lies in two years belongs to neither, whatever a set says. What no text settles: the
year is that of the last day of the record.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, YearsOffer
from ce_workflow.kinds.organised import SPAN, STARTED_ON
from ce_workflow.words import N_, Text

CLAUSE = "五(二)"


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    if given.get("system") == "other" and "system_name" not in given:
        text = N_("How a record converts depends on its system. Write which system it comes from.")
        yield Finding("system_name_missing", Text(text), field="system_name")
    if "record_number" in given and KIND.certificate(given) is None:
        text = N_("This number cannot be compared with others. Write it with its letters and digits, as certified.")
        yield Finding("record_number_unreadable", Text(text), field="record_number")
    began, ended = (given.get(name) for name in SPAN)
    if began is not None and ended is not None and began.year < ended.year:
        text = N_(
            "The record lies in %(first)s and in %(last)s. Hours count only for the year in which they were "
            "completed: claim each year by a record of its own."
        )
        params = {"first": str(began.year), "last": str(ended.year)}
        yield Finding("record_over_new_year", Text(text, **params), CLAUSE, field="started_on")


KIND = Kind(
    code="sector_record",
    label=N_("Record of a sector's continuing education"),
    about=N_(
        "Credits or hours that the system of your sector has recorded, such as medical credits or the records of "
        "teachers and accountants, where the measures of your department or district say how they convert."
    ),
    category="professional",
    clause=CLAUSE,
    asks=(
        Field(
            "system",
            N_("System that recorded it"),
            "choice",
            choices=(
                Choice("medical", N_("Continuing medical education")),
                Choice("teachers", N_("Continuing education of teachers")),
                Choice("accountants", N_("Continuing education of accountants")),
                Choice("other", N_("Another system")),
            ),
        ),
        Field(
            "system_name",
            N_("Name of the system"),
            "line",
            required=False,
            help=N_("Only where you chose another system."),
        ),
        Field("issued_by", N_("Issuing body"), "line", help=N_("Who issued or registered it, as on the record.")),
        Field("record_number", N_("Number of the record or certificate"), "line", max_length=100),
        Field(
            "counted_in",
            N_("Counted in"),
            "choice",
            help=N_("As on the record: how it converts depends on it."),
            choices=(Choice("credits", N_("Credits")), Choice("hours", N_("Hours"))),
        ),
        Field(
            "amount",
            N_("Credits or hours on the record"),
            "amount",
            help=N_("As on the record, not converted; at most one decimal."),
        ),
        STARTED_ON,
        Field(
            "ended_on",
            N_("Last day"),
            "date",
            help=N_("On which the last part of it was completed. The hours belong to the year of this day."),
        ),
    ),
    evidence=(
        Piece("record", N_("Printout of the record, credit certificate or proof of the issuing body")),
        Piece("activities", N_("List of the activities on it"), required=False),
    ),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("record_shown", N_("The record names the person, the amount and the days given.")),
            Check("counted_once", N_("Nothing on it is claimed or credited in another way too.")),
            RELATED,
        ),
        "verify": (
            GENUINE,
            Check("system_confirms", N_("The system confirms the record, or it can be verified.")),
            IN_THE_YEAR,
            HOURS_FOLLOW,
        ),
    },
    year_by="ended_on",
    span=SPAN,
    findings=findings,
    certificate_field="record_number",
    examples=(
        N_("Medical credits of the year"),
        N_("The year's record of a teacher or an accountant"),
    ),
)
