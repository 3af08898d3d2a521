"""What a rule set can say: every key, how it is read, what it means, and an example.

`docs/rules.md` is made from these tables, so what is written there is what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ce_workflow.ledger.entries import CATEGORIES
from ce_workflow.rules.sets import values
from ce_workflow.states.names import ROUTES


class Key(NamedTuple):
    """One key: `attribute` is its name in `shape` where it differs from the one written."""

    name: str
    read: Callable[[Any], Any]
    means: str
    example: str
    required: bool = False
    attribute: str | None = None


SUBJECTS = (*CATEGORIES, "elective")

SET = (
    Key("authority", values.code, "Code of the authority that makes the rules.", '"chengdu"', required=True),
    Key("year", values.whole, "Year whose hours they speak of.", "2019", required=True),
    Key("version", values.whole, "Number of this version.", "1", required=True, attribute="number"),
    Key("title", values.says, "What it is called.", '{ zh = "…", en = "…" }', required=True),
    Key("in_force_from", values.day, "First day on which claims are filed under it.", "2019-01-01", required=True),
    Key("in_force_to", values.day, "Last such day; none: until it is replaced.", "2020-03-31"),
    Key("inherits", values.code, "The wider set, which speaks where this one is silent.", '"chengdu-2019"'),
    Key("drops", lambda value: value, "Inherited lines that do not hold here.", '["degree.year.all_degrees"]'),
)

ROUNDING = (
    Key("step", values.positive, "Hours are brought to a multiple of this.", '"0.1"', required=True),
    Key("mode", values.one_of("down", "half_up", "up"), "Which way.", '"down"', required=True),
    Key("basis", values.basis, "What it rests on.", '"platform"', required=True),
)

LIMITS = (
    Key("possible_a_day", values.positive, "Class hours for a calendar day above which a claim is refused.", "24"),
    Key("plausible_a_day", values.positive, "Class hours for a calendar day above which the deciders are told.", "10"),
    Key("basis", values.basis, "What they rest on.", '"platform"', required=True),
)

NEED = (
    Key("total", values.figure, "Hours that the year asks for.", "90", required=True),
    *(Key(name, values.part_or_figure, f"Of these at least so many {name}.", '"2/3"') for name in SUBJECTS),
    Key("starts_after", values.word, "The day with whose following year the duty begins.", '"qualified_on"'),
    Key("basis", values.basis, "What they rest on.", '"ministry 第八条"', required=True),
)

WAY = (
    Key("subject", values.one_of(*SUBJECTS), "To which subject its hours belong.", '"professional"', required=True),
    Key(
        "year_by",
        values.words,
        "The day whose year they belong to; of several, the first that is known.",
        '["transcript_on", "diploma_on"]',
        required=True,
    ),
    Key("basis", values.basis, "The clause that names this way.", '"notice 三(三)1"', required=True),
    Key(
        "in_short",
        values.says,
        "How many hours it gives, in a sentence for those who claim; without one it is put together from the lines.",
        '{ zh = "…", en = "…" }',
    ),
    Key("span", values.words, "First and last day of the activity.", '["started_on", "ended_on"]'),
    Key("evidence", values.words, "Pieces of evidence that must be there.", '["certificate", "timetable"]'),
    Key("registered_by", values.filers, "Who may file it.", '["claimant", "organiser"]'),
    Key("route", values.one_of(*ROUTES), "Who decides it.", '"unit_only"'),
    Key(
        "notice_days",
        values.few_days,
        "Days between the last decision and the credit: of the calendar, or working days.",
        "{ working = 5 }",
    ),
)
"""Besides these a way has `measures`, `bands`, and a list of lines for each step."""

MEASURE = (
    Key("from", values.word, "First day.", '"started_on"', required=True, attribute="from_"),
    Key("to", values.word, "Last day, counted with the first.", '"ended_on"', required=True),
    Key(
        "unit", values.one_of("days", "working_days", "months", "years"), "What is counted.", '"months"', required=True
    ),
    Key(
        "part",
        values.one_of("in_year", "before_year"),
        "Only what lies in the year of the last day, or before it.",
        '"in_year"',
    ),
    Key("without", values.words, "Numbers that are taken off.", '["travel_days"]'),
    Key("called", values.says, "What a reader calls it.", '{ zh = "天数", en = "Days" }'),
    Key("from_next_day", values.yes_no, "The first day is not counted, as of a time limit.", "true"),
)

BAND = (
    Key("of", values.word, "The number to which words are given.", '"months"', required=True),
    Key("called", values.says, "What a reader calls it.", '{ zh = "论文字数", en = "Length of the paper" }'),
)
"""Every other key of a band is a word and the test that a number has to pass for it."""

_LINE = (
    Key("id", values.word, "Its name, by which a narrower set replaces or drops it.", '"class_hours"', required=True),
    Key("basis", values.basis, "The document and clause that the figure rests on.", '"notice 三(三)2"', required=True),
    Key("when", values.tests, "It holds only for such facts.", '{ part = "lectured" }'),
    Key("says", values.says, "Why, in a sentence of the authority.", '{ zh = "…", en = "…" }'),
)
_FIGURES = (
    Key("hours", values.figures, "The figure, a list by rank, or a table by `by`.", '{ national = "10" }'),
    Key("by", values.words, "Facts or bands whose words lead through the table.", '["level", "class"]'),
    Key("otherwise", values.figure, "The figure where the table has no such word.", '"0"'),
    Key("for_each", values.word, "The number of which each gains the figure.", '"days"'),
)
_COUNTED = (
    *_FIGURES,
    Key("rank", values.word, "The fact that counts along a list by rank.", '"rank"'),
    Key(
        "beyond",
        values.one_of("nothing", "last", "step"),
        "What a rank beyond the list gains: nothing, the last figure, or on by the last step (余类推).",
        '"step"',
    ),
    Key("without", values.words, "Numbers that are taken off first, such as days on the way.", '["travel_days"]'),
    Key("in_units_of", values.positive, "So many of them make one.", '"1000"'),
    Key("whole_units", values.yes_no, "A part of one counts for nothing.", "true"),
    Key("at_most", values.figure, "What the line gives at most.", '"6"'),
    Key("at_most_for_each", values.word, "The same, for each of these.", '"days"'),
)

LINES: dict[str, tuple[Key, ...]] = {
    "base": (
        *_LINE,
        *_COUNTED,
        Key(
            "completes",
            values.one_of(*SUBJECTS, "year"),
            "The subject, or the whole year, counts as done: its need is gained.",
            '"professional"',
        ),
    ),
    "add": (*_LINE, *_COUNTED),
    "rank": (
        *_LINE,
        Key("times", values.figure, "A multiple of the hours so far.", '"2"'),
        Key("rank", values.word, "The fact that is the rank.", '"inventor_rank"'),
        Key("less_a_rank", values.figure, "So much less for each rank after the first.", '"6"'),
        Key("not_under", values.figure, "But no less than this.", '"6"'),
        Key("shares", values.figure_list, "Parts of the first ranks; the others share the rest.", '["0.6"]'),
        Key("among_persons", values.word, "The fact that is the number of persons.", '"member_count"'),
    ),
    "eligible": (
        *_LINE,
        Key("needs", values.tests, "What must be true of it.", "{ days = { least = 20 } }"),
        Key("once", values.word, "The same value of this fact counts once a year.", '"course"'),
        Key(
            "level",
            values.one_of("refusal", "warning", "flag"),
            "Refused, told to the deciders, or a flag that they must answer.",
            '"warning"',
        ),
        Key("field", values.word, "The answer that the sentence stands at.", '"ended_on"'),
    ),
    "cap": (*_LINE, *_FIGURES),
    "highest": (*_LINE, Key("group", values.word, "The fact that names the achievement.", '"achievement"')),
    "together": (
        *_LINE,
        Key(
            "hours",
            values.figures,
            "All who share one achievement reach at most this; without it, the hours before ranks and parts.",
            "48",
        ),
        *_FIGURES[1:3],
    ),
    "day": (
        *_LINE,
        Key("hours", values.figure, "At most so much a calendar day.", '"6"', required=True),
        Key("pool", values.word, "Together with all ways of this name.", '"face_to_face"'),
    ),
    "year": (
        *_LINE,
        Key("hours", values.figure, "At most so much a year.", '"30"', required=True),
        Key("pool", values.word, "Together with all ways of this name.", '"online"'),
    ),
}

REFUSED = {
    "splits": "splits",
    "split_years": "splits",
    "carries_over": "carries_over",
    "carry_over": "carries_over",
}
"""Keys that elsewhere are rules, and that the notice forbids here: "不得跨年" (五(二))."""
