"""What training and conferences have in common: who organised them, and when.

"参加单位或行业举办的业务培训班、研修班、学术会议、专题讲座" (三(三)1); professional
subjects are organised by sector departments, associations, bases and units (三(二)), and
by the HR bureaus of city and districts (四(四)). The organiser counts, whoever delivers.
"""

from __future__ import annotations

from ce_workflow.kinds.kind import Choice, Field
from ce_workflow.words import N_

ORGANISER = Field("organiser", N_("Organiser"), "line", help=N_("Who organised it, as on the notice or certificate."))
ORGANISER_TYPE = Field(
    "organiser_type",
    N_("Kind of organiser"),
    "choice",
    help=N_("The organiser counts, whoever did the teaching."),
    choices=(
        Choice("unit", N_("My unit, or another employing unit")),
        Choice("sector", N_("A competent department of the sector")),
        Choice("hr_bureau", N_("The HR bureau of the city or a district")),
        Choice("association", N_("An industry association or learned society")),
        Choice("base", N_("A continuing education base")),
        Choice(
            "other",
            N_("Another organiser"),
        ),
    ),
)

STARTED_ON = Field("started_on", N_("First day"), "date")
ENDED_ON = Field("ended_on", N_("Last day"), "date", help=N_("The hours belong to the year of this day."))
CLASS_HOURS = Field(
    "class_hours", N_("Class hours"), "hours", help=N_("As on the timetable or certificate."), unit=N_("class hours")
)

SPAN = ("started_on", "ended_on")
