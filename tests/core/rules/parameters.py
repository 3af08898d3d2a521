"""The 54 parameters that rules of hours are made of, each with the smallest rule set that says it.

The numbers are those of the catalogue that was drawn up from the published tables of other places.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ce_workflow.rules.sets.shape import Period
from tests.core.rules.sayings import (
    Asks,
    Finds,
    Gives,
    Reads,
    Refuses,
    Together,
    Waits,
    each,
    line,
    measure,
    need,
    setting,
    way,
)

D = date
DAYS = measure("days", "from", "to", "days")
MAY = {"from": D(2019, 5, 1), "to": D(2019, 5, 2), "on": D(2019, 5, 2)}
MATRIX = ('by = ["level", "class"]', "hours = { city = { first = 38 }, province = { first = 46 } }")

PARAMETERS: dict[int, list[Any]] = {
    1: [Gives(way(each("credits", "3")), {"credits": 25}, 75)],
    2: [Gives(way(each("minutes", "1", "in_units_of = 45")), {"minutes": 90}, 2)],
    3: [
        Gives(way(DAYS, each("days", "8")), MAY, 16),
        Gives(way(each("half_days", "4")), {"half_days": 3}, 12),
    ],
    4: [
        Gives(
            way(line("base", 'id = "known"', "hours = 8", "when = { hours = { present = true } }"), each("days", "4")),
            {"days": 3},
            12,
        )
    ],
    5: [Gives(way(each("days", "{ full = 6, half = 3 }", 'by = "mode"')), {"mode": "half", "days": 5}, 15)],
    6: [Gives(way(each("days", "8", 'without = ["travel", "rest"]')), {"days": 9, "travel": 2, "rest": 1}, 48)],
    7: [Gives(way(line("base", 'by = "level"', "hours = { national = 10, province = 8 }")), {"level": "province"}, 8)],
    8: [
        Gives(
            way(
                each("hours"),
                line("add", "hours = 20", "when = { characters = { most = 2000 } }"),
                line("add", 'id = "long"', "hours = 30", "when = { characters = { above = 2000 } }"),
            ),
            {"hours": 10, "characters": 2000},
            30,
        )
    ],
    9: [
        Gives(way(each("approved_hours")), {"approved_hours": 40}, 40),
        Finds(
            way(each("approved_hours"), line("eligible", "needs = { approval = { present = true } }")),
            {"approved_hours": 40},
            "it",
        ),
    ],
    10: [Gives(way(each("courses", "15")), {"courses": 3}, 45)],
    11: [Gives(way(each("years", "24"), line("cap", "hours = 72")), {"years": 4}, 72)],
    12: [Gives(way(line("base", "hours = 72")), {}, 72)],
    13: [Refuses(way(line("base", "hours = 100", "split_years = 2")))],
    14: [
        Finds(
            way(
                measure("since", "got", "filed", "years", ", from_next_day = true"),
                each("hours"),
                line("eligible", "needs = { since = { most = 3 } }"),
            ),
            {"hours": 1, "got": D(2016, 6, 30), "filed": D(2019, 7, 1)},
            "it",
        ),
    ],
    15: [
        Together(
            way(each("years", "64"), line("eligible", 'once = "project"')),
            [{"years": 1, "project": "dam"}, {"years": 1, "project": "dam"}],
            [64, 0],
        )
    ],
    16: [
        Gives(
            way(
                each(
                    "characters",
                    "{ national = 5, province = 3 }",
                    'by = "journal"',
                    "in_units_of = 1000",
                    "whole_units = true",
                )
            ),
            {"journal": "national", "characters": 4999},
            20,
        )
    ],
    17: [Gives(way(line("base", "hours = [64, 56, 48]", 'rank = "rank"')), {"rank": 2}, 56)],
    18: [
        Gives(
            way(line("base", "hours = 48"), line("rank", 'rank = "rank"', "less_a_rank = 6", "not_under = 6")),
            {"rank": 9},
            6,
        )
    ],
    19: [
        Gives(way(line("base", "hours = [10, 9, 8]", 'beyond = "step"')), {"rank": 5}, 6),
        Gives(way(line("base", "hours = [10, 9, 8]", 'beyond = "step"')), {"rank": 50}, 0),
    ],
    20: [Gives(way(line("base", "hours = [40, 40, 40]", 'beyond = "nothing"')), {"rank": 4}, 0)],
    21: [Gives(way(line("base", 'by = "role"', "hours = { host = 90, member = 60 }")), {"role": "member"}, 60)],
    22: [
        Gives(
            way(
                line("base", "hours = 40"),
                line("rank", 'shares = ["0.6"]', 'rank = "rank"', 'among_persons = "persons"'),
            ),
            {"rank": 3, "persons": 5},
            4,
        )
    ],
    23: [Gives(way(line("base", *MATRIX)), {"level": "province", "class": "first"}, 46)],
    24: [Gives(way(line("base", 'by = "type"', "hours = { invention = 48, design = 36 }")), {"type": "design"}, 36)],
    25: [
        Gives(
            need("total = 90\nprofessional = 60").replace(
                'hours = 1\nfor_each = "hours"', 'completes = "professional"'
            ),
            {},
            60,
        ),
        Gives(need("total = 90").replace('hours = 1\nfor_each = "hours"', 'completes = "year"'), {}, 90),
    ],
    26: [
        Gives(
            way(each("hours"), line("rank", "times = 2", 'when = { part = "taught" }')),
            {"hours": 4, "part": "taught"},
            8,
        )
    ],
    27: [
        Gives(
            way(
                measure("months", "from", "to", "months"),
                'bands.stay = { of = "months", short = { below = 3 }, long = { least = 3 } }\n',
                each("hours"),
                line("cap", 'by = "stay"', "hours = { short = 30, long = 60 }"),
            ),
            {"hours": 99, "from": D(2019, 1, 1), "to": D(2019, 3, 31)},
            60,
        )
    ],
    28: [
        Finds(
            way(each("hours"), line("eligible", "needs = { points = { least = 2000 } }")),
            {"hours": 10, "points": 1999},
            "it",
        )
    ],
    29: [Gives(way(each("hours"), line("cap", "hours = 25")), {"hours": 26}, 25)],
    30: [
        Together(
            way(each("hours"), line("day", "hours = 6", 'pool = "all"')),
            [MAY | {"hours": 4}, MAY | {"hours": 4}],
            [4, 2],
        )
    ],
    31: [
        Together(
            way(each("hours"), line("year", "hours = 30", 'pool = "online"')), [{"hours": 20}, {"hours": 20}], [20, 10]
        )
    ],
    32: [
        Gives(
            way(each("hours"), line("cap", 'by = "title_level"', "hours = { senior = 144, junior = 80 }")),
            {"hours": 99, "title_level": "junior"},
            80,
        ),
        Waits("a multiple of the need is written as its figures by level of title; “two years' worth” is no word"),
    ],
    33: [Waits("the greatest part of a mode is asked of the year as a whole, not of an item")],
    34: [
        Asks(
            need('total = 90\nprofessional = "2/3"\nelective = 18'),
            {},
            {"year": 90, "professional": 60, "elective": 18},
        )
    ],
    35: [Asks(need("total = 40", "need_by_title.junior"), {"title_level": "junior"}, {"year": 40})],
    36: [Waits("a year is the only cycle that the notice knows")],
    37: [Waits("subjects are not parted further")],
    38: [Waits("pools that do not stand in for each other need two needs")],
    39: [Refuses(setting("carries_over = 1"))],
    40: [
        Gives(
            way(each("hours")).replace('year_by = "on"', 'year_by = ["transcript_on", "diploma_on"]')
            + line("cap", "hours = 5", "when = { year = { least = 2020 } }"),
            {"hours": 9, "transcript_on": D(2019, 12, 31), "diploma_on": D(2020, 1, 5)},
            9,
        ),
        Gives(
            way(each("hours")).replace('year_by = "on"', 'year_by = ["transcript_on", "diploma_on"]')
            + line("cap", "hours = 5", "when = { year = { least = 2020 } }"),
            {"hours": 9, "diploma_on": D(2020, 1, 5)},
            5,
        ),
    ],
    41: [Reads(setting("").replace('"professional"', '"elective"'), "subject", "elective")],
    42: [
        Together(
            way(
                each("hours"),
                line("highest", 'group = "achievement"'),
            ),
            [{"hours": 10, "achievement": "a"}, {"hours": 16, "achievement": "a"}, {"hours": 5, "achievement": "b"}],
            [10, 6, 5],
        ),
        Together(
            way(
                each("hours"),
                line("highest", 'group = "achievement"'),
                line("highest", 'id = "also"', 'group = "paper"'),
            ),
            [{"hours": 10, "achievement": "a", "paper": "p"}, {"hours": 16, "achievement": "b", "paper": "p"}],
            [10, 6],
        ),
    ],
    43: [
        Together(
            way(each("hours"), line("eligible", 'once = "course"')),
            [{"hours": 24, "course": "law"}, {"hours": 24, "course": "law"}],
            [24, 0],
        )
    ],
    44: [
        Finds(
            way(each("hours"), line("eligible", 'needs = { issue = { not = ["supplement", "review"] } }')),
            {"hours": 5, "issue": "supplement"},
            "it",
        )
    ],
    45: [
        Finds(
            way(
                measure("before", "agreed", "on", "days", ", from_next_day = true"),
                each("hours"),
                line("eligible", "needs = { before = { least = 1 } }", "when = { before = { present = true } }"),
                line("eligible", 'id = "late"', "needs = { before = { present = true } }"),
            ),
            {"hours": 5, "agreed": D(2019, 5, 3), "on": D(2019, 5, 2)},
            "late",
        ),
        Finds(
            way(each("hours"), line("eligible", "needs = { in_annual_plan = true }")),
            {"hours": 5, "in_annual_plan": False},
            "it",
        ),
    ],
    46: [
        Finds(
            way(each("hours"), line("eligible", 'needs = { organiser = ["unit", "sector", "base_of_2019"] }')),
            {"hours": 5, "organiser": "shop"},
            "it",
        )
    ],
    47: [Reads(setting('route = "unit_only"'), "route", "unit_only")],
    48: [Reads(setting('registered_by = ["claimant", "organiser"]'), "registered_by", ("claimant", "organiser"))],
    49: [Reads(setting('evidence = ["certificate", "timetable"]'), "evidence", ("certificate", "timetable"))],
    50: [
        Asks(need('total = 90\nstarts_after = "qualified_on"'), {"qualified_on": D(2019, 3, 1)}, {}),
        Asks(need('total = 90\nstarts_after = "qualified_on"'), {"qualified_on": D(2018, 3, 1)}, {"year": 90}),
    ],
    51: [
        Finds(
            way(
                measure("waited", "on", "filed_on", "days", ", from_next_day = true"),
                each("hours"),
                line("eligible", "needs = { waited = { most = 30 } }"),
            ),
            {"hours": 5, "on": D(2019, 5, 1), "filed_on": D(2019, 6, 1)},
            "it",
        ),
        Reads(setting("notice_days = 5"), "notice_days", Period(5)),
    ],
    53: [
        Gives(way(each("minutes", "1", "in_units_of = 45")).replace('"0.1"', '"0.5"'), {"minutes": 100}, 2),
        Gives(way(each("minutes", "1", "in_units_of = 45")).replace('"down"', '"up"'), {"minutes": 100}, "2.3"),
    ],
    54: [Reads(setting(""), "origin", "somewhere-2019.1")],
}
"""52, inheritance, has a file of its own: `test_inherit`."""
