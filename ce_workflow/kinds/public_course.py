"""A course of the year's public subject on a recognised platform, 三(一).

Theme, class of platform and year decide: in 2019 人工智能与健康 on the provincial platform,
5G+ on the platforms of evaluated municipal bases. The platforms' own records are recognised
directly; a claim is for what they did not send. The hours are the class hours on the
certificate. Any other public study of the year is not recognised by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ce_workflow.errors import Finding
from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN
from ce_workflow.kinds.kind import Check, Field, Given, Kind, Piece, Platform, YearsOffer
from ce_workflow.kinds.organised import CLASS_HOURS
from ce_workflow.kinds.result import RESULT
from ce_workflow.words import N_, Text

CLAUSE = "三(一)"


def findings(given: Given, offer: YearsOffer) -> Iterator[Finding]:
    theme: str | None = given.get("theme")
    platform = offer.platforms.get(given.get("platform", ""))
    if "platform" in given and platform is None:
        text = N_("This is not a platform that we know. Choose the provincial platform or a base from the list.")
        yield Finding("unknown_platform", Text(text), CLAUSE, field="platform")
    completed_on: date | None = given.get("completed_on")
    if theme is not None and completed_on is not None:  # else there is no year that could have the theme
        yield from _theme(theme, platform, offer)
    if platform is not None and completed_on is not None and not _evaluated(platform, completed_on):
        text = N_("On %(day)s this base was not an evaluated base of the city: its courses of that day do not count.")
        yield Finding("platform_not_evaluated", Text(text, day=completed_on), CLAUSE, field="platform")


def _theme(theme: str, platform: Platform | None, offer: YearsOffer) -> Iterator[Finding]:
    if all(theme != named for named, _ in offer.themes):
        text = N_("“%(theme)s” is not a theme of the public subjects of this year. Choose one from the list.")
        yield Finding("theme_not_approved", Text(text, theme=theme), CLAUSE, field="theme")
    elif platform is not None and (theme, platform.platform_class) not in offer.themes:
        text = N_("“%(theme)s” is not recognised from this platform. Check platform and theme on the certificate.")
        yield Finding("theme_not_for_this_platform", Text(text, theme=theme), CLAUSE, field="theme")


def _evaluated(platform: Platform, on: date) -> bool:
    return (platform.valid_from or on) <= on <= (platform.valid_to or on)


KIND = Kind(
    code="public_course",
    label=N_("Public subject"),
    about=N_("A public-subject course on the platform of the province or of a base, which has not reported it yet."),
    category="public",
    clause=CLAUSE,
    asks=(
        Field("platform", N_("Platform"), "choice", clause=CLAUSE, options_from="platforms"),
        Field("theme", N_("Theme"), "choice", clause=CLAUSE, options_from="themes"),
        Field("certificate_number", N_("Certificate number"), "line", max_length=100),
        CLASS_HOURS,
        Field("completed_on", N_("Completed on"), "date", help=N_("The hours belong to the year of this day.")),
        RESULT,
    ),
    evidence=(Piece("certificate", N_("Certificate of the course")),),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("certificate_number", N_("The number on the certificate is the one given.")),
        ),
        "verify": (
            GENUINE,
            Check("platform_confirms", N_("The platform confirms the course, or its certificate can be verified.")),
            IN_THE_YEAR,
            HOURS_FOLLOW,
        ),
    },
    year_by="completed_on",
    certificate_field="certificate_number",
    findings=findings,
    examples=(
        N_("A theme of the year on the platform of a base, which does not show in your hours"),
        N_("A theme of the year on the provincial platform, not arrived yet"),
    ),
)
