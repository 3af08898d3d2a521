"""The sentences of the notice by which hours are gained, by clause; in Chinese they are its own words.

成人社函〔2019〕200号 names four ways of one's own, 三(三)1 to 4, and the public subjects, 三(一);
五(二) lets districts and departments write measures of their own.
"""

from ce_workflow.words import N_

WAYS = {
    "三(三)1": N_(
        "“Take part in professional training classes, seminars, academic conferences and lectures held by units or "
        "sectors”"
    ),
    "三(三)2": N_(
        "“In that year, take part in study and study visits abroad, organised by the unit, related to one's own "
        "profession, of 20 days or more”"
    ),
    "三(三)3": N_(
        "“Appraised results of research, design and management whose certificate shows a provincial-ministerial or "
        "national result, such as invention patents and utility-model patents”"
    ),
    "三(三)4": N_("“Study in service for a bachelor's, master's or doctor's degree, or a second degree”"),
    "五(二)": N_(
        "Districts and competent departments “may by their own circumstances make … measures of managing hours”"
    ),
    "三(一)": N_("“The hours of public subjects that each year's study adds up to shall reach 30”"),
}
