"""Degrees studied for in service, 三(三)4.

"在职攻读本科、硕士、博士学位或第二学位": bachelor, master, doctor or second degree, in
service. Junior college is not named and refused by default. Hours: 15 a course passed that
year, at most 72.

What no text settles: a course belongs to the year of `completed_on`, the day on which the
last of these courses was completed; no course passed is a warning, since the notice sets no
course test; 72 is the most of one claim here, and where there are several in a year, claimant
and deciders are told of the others (`rules/most_a_year.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ce_workflow.errors import Finding
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, Refused, YearsOffer
from ce_workflow.words import N_, Text

CLAUSE = "三(三)4"
HOURS_A_COURSE = 15
MOST = 72


def hours(given: Given) -> Decimal | None:
    courses_passed = given.get("courses_passed")
    return None if courses_passed is None else Decimal(min(HOURS_A_COURSE * courses_passed, MOST))


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    if given.get("in_service") is False:
        text = N_("Only a degree studied for while in service counts; full-time study away from work does not.")
        yield Finding("not_in_service", Text(text), CLAUSE, field="in_service")
    if given.get("courses_passed") == 0:
        text = N_("No course was passed in this year. The notice sets no test of courses: the deciders decide.")
        yield Finding("no_course_passed", Text(text), CLAUSE, "warning", "courses_passed")


KIND = Kind(
    code="degree",
    label=N_("Degree studied for in service"),
    about=N_("A bachelor's, master's, doctor's or second degree that you study for beside your work."),
    category="professional",
    clause=CLAUSE,
    basis=N_(
        "15 hours a course passed that year, at most 72: platform default, no published figure; "
        "leans on the table of Henan and on a provincial rule quoted without its name."
    ),
    asks=(
        Field(
            "degree",
            N_("Degree"),
            "choice",
            choices=(
                Choice("bachelor", N_("Bachelor's degree")),
                Choice("master", N_("Master's degree")),
                Choice("doctor", N_("Doctor's degree")),
                Choice("second_degree", N_("Second degree")),
                Choice(
                    "junior_college",
                    N_("Junior college"),
                    refused_by=(
                        Refused(
                            "junior_college",
                            CLAUSE,
                            N_(
                                "The notice names bachelor's, master's, doctor's and second degrees; "
                                "junior college gives no hours."
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Field("in_service", N_("In service while studying"), "yes_no", clause=CLAUSE),
        Field("school", N_("School"), "line"),
        Field("major", N_("Major"), "line"),
        Field(
            "courses_passed",
            N_("Courses passed this year"),
            "number",
            most=99,
            unit=N_("courses"),
            help=N_("Those that the transcript shows as passed in the year you claim for."),
        ),
        Field("completed_on", N_("Completed on"), "date", help=N_("The day on which the last of them was completed.")),
    ),
    evidence=(
        Piece("transcript", N_("Transcript of the year")),
        Piece("enrolment", N_("Proof of enrolment")),
    ),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("in_service", N_("The person was in service while studying.")),
            RELATED,
        ),
        "verify": (
            GENUINE,
            Check("courses_shown", N_("The transcript shows these courses as passed.")),
            IN_THE_YEAR,
            HOURS_FOLLOW,
        ),
    },
    year_by="completed_on",
    hours=hours,
    most_a_year=Decimal(MOST),
    findings=findings,
    in_short=N_("15 hours for each course passed this year, at most 72."),
    examples=(
        N_("A part-time master's degree beside your work"),
        N_("A second bachelor's degree that you study for in service"),
    ),
)
