"""Rule files that lie, one lie each: the text, the line of the fault, and what is said about it."""

from __future__ import annotations

from ce_workflow.rules.sets.check import vocabulary
from ce_workflow.rules.sets.proof import ALWAYS_KNOWN, PIECE
from tests.core.rules.lies_of_syntax import SYNTAX, Lie, swapped
from tests.core.rules.written import BASE, HEAD, WAY


def line(step: str, *said: str) -> str:
    """From line 21 on: the header, its name, its basis, and from line 24 on what it says."""
    return BASE + "\n".join([f"[[ways.one.{step}]]", 'id = "two"', 'basis = "law"', *said, ""])


def band(*said: str) -> str:
    """From line 21 on."""
    return BASE + "\n".join(["[ways.one.bands.stay]", 'of = "days"', *said, ""])


NO_NAME = "is no name. Names are small letters, digits and underscores, such as class_hours."
A_TABLE = "Here a table is expected, such as { … }."
NO_LINE = 'names no line. Write way, step and line: "degree.year.all_degrees"'
NO_ANSWER = "Write one answer or a list of them in quotes, true or false; for numbers { least = … }."
FORBIDDEN = (
    "Hours are neither split over years nor carried over: “不得跨年”, 成人社函〔2019〕200号 五(二). Take the line out."
)
BOTH_LANGUAGES = 'Write the sentence in both languages: { zh = "…", en = "…" }'

FIGURES: list[Lie] = [
    (swapped("hours = 1\n", "hours = 1.5\n"), 18, '1.5 is written as a float. Put it in quotes: "1.5"'),
    (swapped("hours = 1\n", "hours = nan\n"), 18, '“NaN” is no figure. Write one such as 6 or "4.5"'),
    (swapped("hours = 1\n", "hours = -1\n"), 18, "-1 is negative. Write a figure from 0 on."),
    (swapped("hours = 1\n", 'hours = "-0.5"\n'), 18, "-0.5 is negative. Write a figure from 0 on."),
    (line("cap", "hours = -6"), 24, "-6 is negative. Write a figure from 0 on."),
    (swapped("hours = 1\n", 'hours = "八"\n'), 18, '“八” is no figure. Write one such as 6 or "4.5"'),
    (swapped("hours = 1\n", "hours = true\n"), 18, '“true” is no figure. Write one such as 6 or "4.5"'),
    (swapped("hours = 1\n", "hours = 1000000\n"), 18, '“1000000” is no figure. Write one such as 6 or "4.5"'),
    (swapped("hours = 1\n", "hours = 2019-01-01\n"), 18, '“2019-01-01” is no figure. Write one such as 6 or "4.5"'),
    (swapped("hours = 1\n", "hours = [[1]]\n"), 18, '“[1]” is no figure. Write one such as 6 or "4.5"'),
    (swapped("hours = 1\n", "hours = []\n"), 18, "The list is empty. Write a figure for each rank."),
    (swapped("hours = 1\n", "hours = {}\n"), 18, "The table is empty. Write a figure for each word."),
    (
        swapped("hours = 1\n", "hours.a.b.c.d.e.f.g = 1\n"),
        18,
        "A table leads through at most 6 facts. Make two lines of it.",
    ),
    (line("rank", "shares = 1"), 24, 'Write a list of figures, such as ["0.6", "0.2"]'),
    (
        line("rank", 'shares = ["0.6", "0.5"]'),
        24,
        "The shares come to more than the whole. Together they are at most 1.",
    ),
    (
        swapped('step = "0.1"', "step = 0"),
        9,
        "0 says nothing here. Write a figure above 0, or leave the line out.",
    ),
]

VALUES: list[Lie] = [
    (swapped("year = 2019", 'year = "2019"'), 2, "“2019” is no whole number from 0 to 9999. Write one such as 2019."),
    (swapped("version = 1", "version = -1"), 3, "“-1” is no whole number from 0 to 9999. Write one such as 2019."),
    (
        swapped("2019-01-01", '"2019-01-01"'),
        5,
        "“2019-01-01” is no day. Write it without quotes, such as 2019-01-01.",
    ),
    (line("add", "hours = 1", 'whole_units = "yes"'), 25, "“yes” is neither true nor false."),
    (swapped('id = "each"', 'id = "Each One"'), 17, f"“Each One” {NO_NAME}"),
    (swapped('year_by = "on"', 'year_by = ["on", 7]'), 14, f"“7” {NO_NAME}"),
    (
        swapped('year_by = "on"', "year_by = []"),
        14,
        "The list is empty. Write at least one name, or leave the key out.",
    ),
    (swapped('"somewhere"', '"some where"'), 1, "“some where” is no code, such as chengdu or chengdu-2019."),
    (swapped('"某办法"', '""'), 7, "Write one line of text, at most 300 characters."),
    (swapped('{ zh = "某地", en = "Somewhere" }', '"某地"'), 4, BOTH_LANGUAGES),
    (line("add", "hours = 1", 'says = { zh = "多" }'), 25, BOTH_LANGUAGES),
    (
        line("add", "hours = 1", 'says = { zh = "多 5%", en = "more" }'),
        25,
        "A per cent sign begins a fact, such as %(days)s. Else write “per cent” in words.",
    ),
    (
        swapped('"law 2"', '" "'),
        20,
        'A figure needs its basis: "notice 三(三)2", or "platform" for a default without a published figure',
    ),
    (swapped('mode = "down"', 'mode = "off"'), 10, "“off” is not one of: down, half_up, up."),
    (line("cap", "hours = 1", "when = 1"), 25, "Write what is asked of which fact, such as { days = { least = 20 } }."),
    (
        line("cap", "hours = 1", "when = { days = { lest = 3 } }"),
        25,
        "A test can say least, above, most, below, not, present; “lest” is none of these.",
    ),
    (
        line("cap", "hours = 1", "when = { days = { least = 3, most = 2 } }"),
        25,
        "No number is from 3 to 2. Check the bounds.",
    ),
    (
        line("cap", "hours = 1", "when = { days = { least = 3, below = 3 } }"),
        25,
        "No number is from 3 to 3. Check the bounds.",
    ),
    (line("cap", "hours = 1", "when = { days = 3 }"), 25, NO_ANSWER),
    (line("cap", "hours = 1", "when = { level = { not = [] } }"), 25, NO_ANSWER),
]

READING: list[Lie] = [
    (swapped('en = "Somewhere"', 'en = "Some\\u0000where"'), 4, "Write one line of text, at most 300 characters."),
    (line("cap", "hours = 1", "hoors = 1"), 25, "There is no “hoors” here. Is “hours” meant?"),
    (
        line("highest", 'group = "work"', "xyzzy = 1"),
        25,
        "There is no “xyzzy” here. What can be said: id, basis, when, says, group.",
    ),
    (line("cap", "hours = 1", "carries_over = 1"), 25, FORBIDDEN),
    (line("cap", "hours = 1", "split_years = 2"), 25, FORBIDDEN),
    (
        swapped('basis = "law 2"\n', ""),
        16,
        '“basis” is missing. Write, for instance: basis = "notice 三(三)2"',
    ),
    ("rounding = 1\n" + HEAD[: HEAD.index("[rounding]")] + BASE[len(HEAD) :], 1, A_TABLE),
    ("ways = 1\n" + HEAD, 1, A_TABLE),
    (swapped('basis = "law 1"', 'basis = "law 1"\nbands.stay = 3'), 16, A_TABLE),
    ("[" + "x" * 4000, 1, "The line is too long: at most 4000 characters. Write tables and lists over several lines."),
    ("x\n" * 50_001, 1, "The file is too long for a rule set: at most 100000 characters."),
    (HEAD, 1, "The set names no way of gaining hours. Write at least one: [ways.training]."),
    (
        BASE.replace('[documents]\nlaw = "某办法"\n', "").replace("version = 1", "documents = 1\nversion = 1"),
        3,
        'Write the documents by name: notice = "成人社函〔2019〕200号"',
    ),
    (
        swapped('law = "某办法"', 'law = "某办法"\nplatform = "某"'),
        8,
        "“platform” cannot be the name of a document. Names are small letters, digits and underscores.",
    ),
    ('drops = "degree"\n' + BASE, 1, f"“degree” {NO_LINE}"),
    ("drops = [7]\n" + BASE, 1, f"“7” {NO_LINE}"),
    ('drops = "one.base.each"\n' + BASE, 1, "“one.base.each” is not inherited: there is nothing to drop."),
    (
        BASE + '[need]\ntotal = 50\npublic = 30\nprofessional = 60\nbasis = "law"\n',
        21,
        "The subjects ask for 90 hours together, the year for 50 only.",
    ),
    (
        swapped('year_by = "on"', 'year_by = "on"\nspan = "on"'),
        15,
        'Write the first and the last day: ["started_on", "ended_on"]',
    ),
    (band(), 21, "The band gives no words. Write, for instance: short = { most = 2000 }"),
    (swapped('basis = "law 1"', 'basis = "law 1"\ncap = 3'), 16, "Lines are a list of tables: [[ways.one.cap]]."),
    (
        line("cap", "hours = 1") + '[[ways.one.cap]]\nid = "two"\nhours = 2\nbasis = "law"\n',
        26,
        "Two lines of this step are called “two”. Give each a name of its own.",
    ),
    (BASE + "[ways.Two]\n", 21, f"“Two” {NO_NAME}"),
]

TRAINING = """\
[ways.training]
subject = "professional"
year_by = "ended_on"
basis = "law"
[[ways.training.base]]
id = "it"
basis = "law"
"""
"""A way of our own kinds, whose questions are known; what it says stands on line 19."""

PASSED = '[[ways.training.eligible]]\nid = "it"\nneeds = { result = { not = "failed" } }\nbasis = "law"\n'

SENSE: list[Lie] = [
    (
        HEAD + TRAINING + 'hours = 1\nfor_each = "public_hours"\n',
        20,
        "“public_hours” is neither asked for in this way, nor measured, nor a band. Known are: "
        + ", ".join(sorted({*(n for n in vocabulary()["training"] if not n.startswith(PIECE)), *ALWAYS_KNOWN}))
        + ".",
    ),
    (
        swapped("law 2", "rule 2"),
        20,
        "The document “rule” is not named under [documents]. Name it there, or correct the basis.",
    ),
    (
        swapped('basis = "platform"', 'basis = "platform rule"'),
        11,
        "The document “rule” is not named under [documents]. Name it there, or correct the basis.",
    ),
    (
        swapped("2019-01-01", "2019-01-01\nin_force_to = 2018-12-31"),
        6,
        "It ends before it begins. Check both days.",
    ),
    (WAY, 12, "The way has no line that it begins with. Write at least one: [[ways.one.base]]."),
    (
        swapped("hours = 1\n", "").replace('for_each = "hours"\n', ""),
        16,
        "The line has no figure. Write “hours”.",
    ),
    (line("cap"), 21, "The line has no figure. Write “hours”."),
    (line("rank", "not_under = 6"), 21, "The line says neither times, nor less_a_rank, nor shares."),
    (line("eligible"), 21, "The line asks for nothing. Write “needs” or “once”."),
    (line("highest"), 21, "Write “group”: the fact that names the achievement."),
    (
        line("cap", 'by = "level"', "hours = 3"),
        25,
        "There is no table by “level” here, only a figure. Write one figure a word.",
    ),
    (
        line("cap", "by = 'level'", "hours = { a = { b = 1 } }"),
        25,
        "The table goes deeper than “by” does. Name one more fact there.",
    ),
    (
        line("cap", 'by = ["level", "class"]', "hours.city = { first = 1, second = 2 }", "hours.state = { first = 3 }"),
        25,
        "The table has a hole: no figure for class second. Write it, or “otherwise”.",
    ),
    (
        band("short = { most = 3 }", "long = { least = 3 }"),
        24,
        "“short” and “long” overlap: a number can lie in both. Check most and below.",
    ),
    (
        band("short = { below = 3 }", "long = { above = 3 }"),
        24,
        "Between “short” and “long” there is a hole: say to which the number between belongs.",
    ),
    (band('short = "x"'), 23, "A band goes by numbers: { least = 3, below = 6 }."),
    (
        band("short = { most = 3 }") + '[ways.one.bands.again]\nof = "stay"\nshort = { most = 3 }\n',
        25,
        "“stay” is a band, no number. Give words to what is asked for or measured.",
    ),
    (
        BASE + '[ways.one.measures]\ndays = { from = "a", to = "b", unit = "days" }\n'
        'more = { from = "days", to = "b", unit = "days" }\n',
        23,
        "“days” is a number or a word, no day. Name an answer that is a day.",
    ),
    (
        line("base", "hours = 2"),
        21,
        "This line is never reached: “each” before it fits wherever this one does.",
    ),
    (
        HEAD + TRAINING + 'by = "result"\nhours = { passed = 1, completed = 1, failed = 1 }\n' + PASSED,
        20,
        "Nobody gets the figure for “failed”: another line refuses it. Drop that line, or this figure.",
    ),
    (
        HEAD + TRAINING.replace("[[ways", 'evidence = ["diploma"]\n[[ways', 1) + "hours = 1\n",
        16,
        "“diploma” is no piece of evidence of this way. There are: certificate, notice, timetable.",
    ),
    (
        HEAD + TRAINING.replace("[[ways", "notice_days = 91\n[[ways", 1) + "hours = 1\n",
        16,
        "A notice period is at most 90 days.",
    ),
    (
        HEAD + TRAINING + 'when = { result = "past" }\nhours = 1\n',
        19,
        "“result” is never “past”. It is one of: completed, failed, passed.",
    ),
    (
        HEAD + TRAINING + 'by = "result"\nhours = { passed = 1, failed = 0 }\n',
        20,
        "The table has a hole: no figure for result completed. Write it, or “otherwise”.",
    ),
    (
        HEAD + TRAINING + 'by = "result"\nhours = { past = 1 }\notherwise = 0\n',
        20,
        "“result” is never “past”. It is one of: completed, failed, passed.",
    ),
]

LIES = [*FIGURES, *VALUES, *READING, *SENSE, *SYNTAX]
