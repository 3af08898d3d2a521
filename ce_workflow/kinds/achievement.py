"""Appraised results of research, design and management, provincial-ministerial or national, 三(三)3.

"经鉴定的科研、设计、管理成果、鉴定证书中拥有省部级成果、国家级成果". Municipal level is not
named and refused by default. What no text settles: the year is that of the appraisal; who is
named with the same number may each claim, if ranks differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.kinds.achievement_key import achievement_key
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, YearsOffer
from ce_workflow.words import N_, Text

CLAUSE = "三(三)3"


def achievement(given: Given) -> str | None:
    return achievement_key("achievement", given.get("appraisal_number", ""))


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    if "appraisal_number" in given and achievement(given) is None:
        text = N_("This number cannot be compared with others. Write it with its letters and digits, as certified.")
        yield Finding("appraisal_number_unreadable", Text(text), field="appraisal_number")


KIND = Kind(
    code="achievement",
    label=N_("Research, design or management achievement"),
    about=N_("Appraised results of research, design or management at provincial-ministerial or national level."),
    category="professional",
    clause=CLAUSE,
    asks=(
        Field(
            "achievement_type",
            N_("Type of achievement"),
            "choice",
            choices=(
                Choice("research", N_("Research")),
                Choice("design", N_("Design")),
                Choice("management", N_("Management")),
            ),
        ),
        Field(
            "level",
            N_("Level"),
            "choice",
            choices=(
                Choice("national", N_("National")),
                Choice("provincial", N_("Provincial-ministerial")),
                Choice(
                    "municipal",
                    N_("Municipal"),
                ),
            ),
        ),
        Field(
            "appraisal_number",
            N_("Number of the appraisal certificate"),
            "line",
            max_length=100,
            help=N_("As on the certificate."),
        ),
        Field("appraised_on", N_("Appraised on"), "date", help=N_("The hours belong to the year of this day.")),
        Field("rank", N_("Your rank among the contributors"), "number", least=1, most=999),
        Field("member_count", N_("Number of contributors"), "number", least=1, most=999, unit=N_("persons")),
    ),
    evidence=(Piece("appraisal", N_("Appraisal certificate, registration, evaluation report or award certificate")),),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("rank_shown", N_("The certificate names the person at this rank.")),
            RELATED,
        ),
        "verify": (
            GENUINE,
            Check("level_shown", N_("The certificate shows the level and who appraised it.")),
            IN_THE_YEAR,
            HOURS_FOLLOW,
        ),
    },
    year_by="appraised_on",
    findings=findings,
    achievement=achievement,
    rank_field="rank",
    count_field="member_count",
    examples=(
        N_("A provincial science and technology progress award"),
        N_("A design or management result with its appraisal certificate"),
    ),
)
