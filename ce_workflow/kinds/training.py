"""Training classes and seminars that a unit or a sector organised, 三(三)1.

"参加单位或行业举办的业务培训班、研修班". What no text settles: a day with any teaching counts
as a whole day, and days are counted from the first to the last, both included, with no rest
day taken out.
"""

from ce_workflow.kinds.checks import GENUINE, HOURS_FOLLOW, IN_THE_YEAR, ORIGINAL_SEEN, RELATED
from ce_workflow.kinds.kind import Check, Choice, Field, Kind, Piece
from ce_workflow.kinds.organised import (
    CLASS_HOURS,
    ENDED_ON,
    ORGANISER,
    ORGANISER_TYPE,
    SPAN,
    STARTED_ON,
)
from ce_workflow.kinds.result import RESULT
from ce_workflow.words import N_

KIND = Kind(
    code="training",
    label=N_("Training class or seminar"),
    about=N_("Professional training classes and seminars that your unit or your sector organised."),
    category="professional",
    clause="三(三)1",
    asks=(
        ORGANISER,
        ORGANISER_TYPE,
        Field(
            "delivered_by",
            N_("Taught by"),
            "line",
            required=False,
            help=N_("Only where somebody other than the organiser taught it."),
        ),
        Field(
            "format",
            N_("Form"),
            "choice",
            choices=(Choice("class", N_("Training class")), Choice("seminar", N_("Seminar"))),
        ),
        STARTED_ON,
        ENDED_ON,
        CLASS_HOURS,
        RESULT,
    ),
    evidence=(
        Piece("notice", N_("Notice of the training"), required=False),
        Piece("certificate", N_("Certificate of completion")),
        Piece("timetable", N_("Timetable"), required=False),
    ),
    checks={
        "review": (
            ORIGINAL_SEEN,
            Check("took_part", N_("The person took part on the days given.")),
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
    examples=(
        N_("A class of three days that your hospital, school or institute held"),
        N_("A seminar of your department or association"),
    ),
)
