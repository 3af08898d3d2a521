"""Academic conferences and lectures that a unit or a sector organised, 三(三)1.

"参加单位或行业举办的…学术会议、专题讲座". Those who attend, those who present a paper and those who
lecture gain hours of their own kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, YearsOffer
from ce_workflow.kinds.organised import (
    CLASS_HOURS,
    ENDED_ON,
    ORGANISER,
    ORGANISER_TYPE,
    SPAN,
    STARTED_ON,
)
from ce_workflow.words import N_, Text


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    if given.get("part") == "presented" and "paper_characters" not in given:
        yield Finding(
            "paper_characters_missing",
            Text(N_("The hours for a paper depend on its length. Write how many characters it has.")),
            field="paper_characters",
        )


KIND = Kind(
    code="conference",
    label=N_("Academic conference or lecture"),
    about=N_("Academic conferences and lectures that your unit or your sector organised."),
    category="professional",
    clause="三(三)1",
    asks=(
        Field(
            "format",
            N_("Form"),
            "choice",
            choices=(Choice("conference", N_("Academic conference")), Choice("lecture", N_("Lecture"))),
        ),
        ORGANISER,
        ORGANISER_TYPE,
        Field(
            "level",
            N_("Level"),
            "choice",
            choices=(
                Choice("national", N_("National")),
                Choice("provincial", N_("Provincial")),
                Choice("municipal", N_("Municipal")),
                Choice("unit", N_("Of a unit")),
            ),
        ),
        Field(
            "part",
            N_("Your part"),
            "choice",
            choices=(
                Choice("attended", N_("Attended")),
                Choice("presented", N_("Presented a paper")),
                Choice("lectured", N_("Gave the lecture")),
            ),
        ),
        Field(
            "paper_characters",
            N_("Characters of the paper"),
            "number",
            required=False,
            least=1,
            most=999_999,
            unit=N_("characters"),
            help=N_("Only where you presented a paper: its length in characters."),
        ),
        STARTED_ON,
        ENDED_ON,
        CLASS_HOURS,
    ),
    evidence=(
        Piece("invitation", N_("Invitation or notice")),
        Piece("attendance", N_("Proof of attendance")),
        Piece("paper", N_("Paper, with proof that it was presented"), required=False),
    ),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("took_part", N_("The person took part on the days given, in the part given.")),
            RELATED,
        ),
        "verify": (
            GENUINE,
            Check("organiser_entitled", N_("A unit, sector, HR bureau, association or base organised it.")),
            IN_THE_YEAR,
            HOURS_FOLLOW,
        ),
    },
    year_by="ended_on",
    span=SPAN,
    findings=findings,
    examples=(
        N_("The annual conference of a learned society"),
        N_("A lecture that your sector or unit held"),
    ),
)
