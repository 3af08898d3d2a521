"""Degrees studied for in service, 三(三)4.

"在职攻读本科、硕士、博士学位或第二学位": bachelor, master, doctor or second degree, in
service. Junior college is not named and refused by default. What no text settles: a course
belongs to the year of `completed_on`, the day on which the last of these courses was completed.
"""

from __future__ import annotations

from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Kind, Piece
from ce_workflow.words import N_

CLAUSE = "三(三)4"


KIND = Kind(
    code="degree",
    label=N_("Degree studied for in service"),
    about=N_("A bachelor's, master's, doctor's or second degree that you study for beside your work."),
    category="professional",
    clause=CLAUSE,
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
    examples=(
        N_("A part-time master's degree beside your work"),
        N_("A second bachelor's degree that you study for in service"),
    ),
)
