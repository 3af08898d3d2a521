"""Rule files that are no TOML, as people type them: the text, the line of the fault, and what is said about it."""

from __future__ import annotations

from tests.core.rules.written import BASE, HEAD

Lie = tuple[str, int, str]


def swapped(old: str, new: str, of: str = BASE) -> str:
    assert of.count(old) == 1, old
    return of.replace(old, new)


def typed(line: str, said: str) -> Lie:
    """On line 18, in place of the figure."""
    return swapped("hours = 1\n", f"{line}\n"), 18, said


OPEN = 'The quotation mark that begins the text has no other at its end. Write: "…"'
EQUALS = "Between the name and its value “=” is missing. Write, for instance: hours = 6"
BEHIND = "Behind the value stands “%s”. Put it on a line of its own, into the quotation marks, or behind #."
NO_VALUE = '“%s” is no value. A text stands in quotation marks, a figure does not: "class", 6'
BRACES = 'The braces are not closed on their line, or a comma is missing. Write: { zh = "…", en = "…" }'
DEEP = "Too many tables or lists stand within each other here. Write them one beside the other."
HEADING = "The heading is not closed. Write, for instance: [ways.training] or [[ways.training.base]]"

SYNTAX: list[Lie] = [
    typed("hours ＝ 1", "Write = here, half width, instead of ＝"),
    typed("hours = ８", "Write 8 here, half width, instead of ８"),
    typed("by = [“level”]", 'Write " here, half width, instead of “'),
    typed('by = ["a"，"b"]', "Write , here, half width, instead of ，"),
    typed("hours\u3000= 1", "A sign that cannot be seen (U+3000) stands here. Delete it, or type the line anew."),
    typed("hours = 1\x00", "A sign that cannot be seen (U+0000) stands here. Delete it, or type the line anew."),
    typed('hours = "1\u200b" 2', "A sign that cannot be seen (U+200B) stands here. Delete it, or type the line anew."),
    typed("学时 = 6", "A line begins with a name or a bracket, not with “学时 = 6”. Write: hours = 6"),
    typed("hours = 6 学时", BEHIND % "学时"),
    typed("hours = 6;", BEHIND % ";"),
    typed("hours = 6 // 每天", BEHIND % "// 每天"),
    typed("hours: 6", EQUALS),
    typed("- hours: 6", EQUALS),
    typed("hours = ", "The value is missing. Write, for instance: hours = 6"),
    typed("hours = # 6", "The value is missing. Write, for instance: hours = 6"),
    typed("hours = yes", NO_VALUE % "yes"),
    typed("hours = .5", NO_VALUE % ".5"),
    typed("hours = 06", NO_VALUE % "06"),
    typed("hours = 6.", NO_VALUE % "6."),
    typed("hours = 2019-02-30", "There is no such day: “2019-02-30”. Write, for instance: 2019-01-31"),
    typed('hours = "6', OPEN),
    typed("hours = '6", OPEN),
    typed("says.zh = '''多", OPEN),
    typed('says.zh = """多', OPEN),
    typed('hours = "6\\d"', "A backslash has a meaning of its own in a text. Write two of them, or none."),
    typed("by = [1, 2", 'The list is not closed, or a comma is missing in it. Write, for instance: ["a", "b"]'),
    typed("hours = { a = 1", BRACES),
    typed("hours = { a = 1,", BRACES),
    typed("hours = { a = 1, }", "Behind the last entry in braces stands no comma. Take it out."),
    typed("[ways.one", HEADING),
    typed(
        "[ways.培训]",
        "No name can begin with “培训]”. Names are small letters, digits and underscores: class_hours",
    ),
    (
        swapped("version = 1", "version = 1\nversion = 2"),
        4,
        "“version” is said twice, first on line 3. Keep one of them.",
    ),
    (
        BASE + "[documents]\n",
        21,
        "“documents” is said twice, first on line 6. Keep one of them.",
    ),
    (
        swapped("hours = 1\n", "hours.a = 1\nhours = 3\n"),
        19,
        "This stands elsewhere already, as a value or as a table. Keep one of them.",
    ),
    (HEAD + "[ways", 12, HEADING),
    ("x = " + "[\n" * 3000, 1, DEEP),
    ("\n\nx = " + "[" * 1900 + "]" * 1900, 3, DEEP),
]
