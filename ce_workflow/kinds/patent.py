"""Patents granted in the year: inventions and utility models, 三(三)3.

"如发明专利、实用新型专利等". A design patent is not named and refused by default, though
"等" leaves room for a rule set. What no text settles: co-inventors may each claim, if their
ranks differ; a rank for which nothing is left is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.kinds.achievement_key import patent_key
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Given, Kind, Piece, YearsOffer
from ce_workflow.words import N_, Text

CLAUSE = "三(三)3"


def achievement(given: Given) -> str | None:
    return patent_key(given.get("patent_number", ""))


def findings(given: Given, _offer: YearsOffer) -> Iterator[Finding]:
    if "patent_number" in given and achievement(given) is None:
        text = N_(
            "This is not a patent number. Write its 12 digits (8 for an old one) with or without the check digit "
            "after the point, such as ZL201810123456.9."
        )
        yield Finding("patent_number_unreadable", Text(text), field="patent_number")


KIND = Kind(
    code="patent",
    label=N_("Patent"),
    about=N_("Invention and utility-model patents granted in the year."),
    category="professional",
    clause=CLAUSE,
    asks=(
        Field(
            "patent_type",
            N_("Type of patent"),
            "choice",
            choices=(
                Choice("invention", N_("Invention patent")),
                Choice("utility_model", N_("Utility-model patent")),
                Choice(
                    "design",
                    N_("Design patent"),
                ),
            ),
        ),
        Field(
            "patent_number",
            N_("Patent number"),
            "line",
            max_length=40,
            help=N_("As on the certificate, such as ZL201810123456.9."),
        ),
        Field("granted_on", N_("Granted on"), "date", help=N_("The day of the grant's announcement, not of filing.")),
        Field("inventor_rank", N_("Your rank among the inventors"), "number", least=1, most=99),
        Field("inventor_count", N_("Number of inventors"), "number", least=1, most=99, unit=N_("persons")),
    ),
    evidence=(Piece("certificate", N_("Patent certificate")),),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("rank_shown", N_("The certificate names the person at this rank.")),
            RELATED,
        ),
        "verify": (GENUINE, IN_THE_YEAR, HOURS_FOLLOW),
    },
    year_by="granted_on",
    findings=findings,
    achievement=achievement,
    rank_field="inventor_rank",
    count_field="inventor_count",
    examples=(
        N_("An invention patent granted this year"),
        N_("A utility-model patent of which you are the second inventor"),
    ),
)
