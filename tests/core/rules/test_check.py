"""A rule file that lies is refused: at which line, with what to write instead."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.syntax import SAID, UNREADABLE
from ce_workflow.words import Text
from tests.core.rules.lies import LIES
from tests.core.rules.messages import spoken
from tests.core.rules.test_inherit import DISTRICT
from tests.core.rules.test_periods import ODD_NOTICE
from tests.core.rules.written import BASE, CITY, HEAD, WAY, city, nothing_wider, said


@pytest.mark.parametrize(("text", "line", "sentence"), LIES)
def test_a_lie_is_found_at_its_line(text: str, line: int, sentence: str) -> None:
    assert said(text) == [(line, sentence)]


def test_every_sentence_about_faults_is_said_by_some_lie() -> None:
    """`spoken` are the message ids of the reader and the checker; what inherits is lied about in `test_inherit`."""
    heard = {str(fault.text.msgid) for text, _, _ in LIES for fault in check(text, nothing_wider)[1]}
    circle = DISTRICT.replace("chengdu-2019", "wuhou-2019")
    for text in (DISTRICT, circle, ODD_NOTICE):
        heard |= {fault.text.msgid for fault in check(text, nothing_wider)[1]}
    assert spoken() - heard == {UNREADABLE}


def test_a_set_without_a_lie_has_no_fault() -> None:
    assert said(BASE) == []


def test_every_fault_of_a_file_is_said_at_once_in_its_order() -> None:
    text = (
        BASE.replace("hours = 1\n", "hours = 1.5\n").replace("law 2", "rule 2").replace("version = 1", "version = -1")
    )
    text = text.replace("mode =", "mood =")
    assert [line for line, _ in said(text)] == [3, 8, 10, 18, 20]
    text = text.replace("version = -1", "version = 1")
    assert [line for line, _ in said(text)] == [8, 10, 18, 20]


def test_every_line_that_is_no_toml_is_said_at_once() -> None:
    text = (
        BASE.replace("hours = 1\n", "hours ＝ 1\n")
        .replace("version = 1", "version 1")
        .replace("[rounding]", "[rounding")
    )
    assert [line for line, _ in said(text)] == [3, 8, 18]
    twice = BASE.replace("version = 1", "version = 1\nversion = 2") + 'basis = "law"\n'
    assert [line for line, _ in said(twice)] == [4, 22]


def test_whatever_the_reader_of_toml_says_is_said_in_our_words() -> None:
    source = Path(tomllib._parser.__file__).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    theirs = re.findall(r"suffixed_err\(\s*src, (?:new_)?pos, f?\"([^\"{]+)", source)
    assert len(theirs) > 15
    assert [one for one in theirs if not any(re.match(pattern.split("'")[0], one) for pattern, _ in SAID)] == [
        "Found invalid character "
    ]


def test_what_no_reader_of_toml_has_said_before_is_told_by_line_and_column(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise tomllib.TOMLDecodeError("Something new (at line 1, column 3)")

    monkeypatch.setattr(tomllib, "loads", refuse)
    assert said("hours = 6") == [(1, str(Text(UNREADABLE, column=3, found="urs = 6")))]


def test_line_ends_of_other_systems_and_a_byte_order_mark_change_no_line() -> None:
    wrong = BASE.replace("hours = 1\n", "hours = 1.5\n")
    assert [line for line, _ in said(wrong.replace("\n", "\r\n"))] == [line for line, _ in said(wrong)]
    assert said("\ufeff" + BASE.replace("\n", "\r\n")) == []


def test_line_separators_within_a_sentence_are_no_lines() -> None:
    text = WAY.replace("某地", "某\u2028地\u0085之") + '[[ways.one.base]]\nid = "each"\nhours = -1\nbasis = "law"\n'
    assert (18, "-1 is negative. Write a figure from 0 on.") in said(text)


def test_lines_are_right_behind_strings_and_lists_over_several_lines() -> None:
    text = BASE.replace('"law 2"', "'''law\n[ways.other]\nhours = 3\n'''").replace(
        'year_by = "on"', 'year_by = [\n  "on", # [\n  "]"\n]'
    )
    assert said(text)[0][0] == 14
    text = BASE.replace('"law 2"', "'''law\n[ways.other]\nhours = 3\n'''").replace("hours = 1\n", "hours = -1\n")
    assert (18, "-1 is negative. Write a figure from 0 on.") in said(text)


INLINE = WAY + 'base = [{ id = "each", hours = -1, basis = "law" }]\n'
QUOTED = (
    WAY.replace("[ways.one]", "[\"ways\".'one']") + '[["ways"."one"."base"]]\nid = "a"\n"hours" = -1\nbasis = "law"\n'
)
DOTTED = HEAD + 'ways.one = { subject = "professional", year_by = "on", basis = "law", base = [{ id = "x" }] }\n'


@pytest.mark.parametrize(("text", "line"), [(INLINE, 16), (QUOTED, 18), (DOTTED.replace("[rounding]", ""), 1)])
def test_tables_may_be_written_in_every_way_that_toml_knows(text: str, line: int) -> None:
    assert line in [found for found, _ in said(text)]


def test_what_is_inline_lies_on_the_line_of_its_key() -> None:
    text = BASE.replace("[documents]", 'ways.two = { subject = "play", year_by = "on", basis = "law" }\n[documents]')
    assert [line for line, _ in said(text)] == [6]


def test_a_file_of_many_lines_is_read_and_its_last_line_is_found() -> None:
    lines = [f'[[ways.one.cap]]\nid = "cap_{n}"\nhours = 9\nbasis = "law"\n' for n in range(1500)]
    text = BASE + "".join(lines) + '[[ways.one.cap]]\nid = "last"\nhours = -1\nbasis = "law"\n'
    assert len(text) < 100_000
    assert [line for line, _ in said(text) if line > 20] == [23 + 4 * 1500]


MONSTROUS = [
    "",
    "\n\n",
    "\x00",
    "=",
    "[" * 3000,
    "[\n" * 30_000,
    "a = [\n" * 30_000,
    "x = " + "[" * 3000 + "]" * 3000,
    "x = " + "{a=" * 1000 + "1" + "}" * 1000,
    HEAD + "need = " + "9" * 3900,
    HEAD + "[need]\ntotal = 0x" + "f" * 3900 + "\nbasis = 'law'\n",
    BASE + "[ways.one.bands." + ".".join("a" * 1900) + "]\nx = 1\n",
    BASE.replace("hours = 1\n", "hours." + ".".join("a" * 1900) + " = 1\n"),
    BASE + "[[ways.one.cap]]\nid = 'deep'\nbasis = 'law'\nhours = " + "{a=" * 300 + "1" + "}" * 300 + "\n",
    HEAD.replace("version = 1", "version = 0x" + "f" * 3900),
    BASE.replace('"on"', "[]"),
    BASE.replace('"on"', "1979-05-27T07:32:00Z"),
    BASE + "drops = nan\n",
    "drops = [0x" + "f" * 3900 + ", [[[]]], {}]\n" + BASE,
    "a" * 5000,
    "x\n" * 300_000,
    CITY[: len(CITY) // 2],
    CITY * 2,
]


@pytest.mark.parametrize("text", MONSTROUS, ids=range(len(MONSTROUS)))
def test_nothing_makes_the_checker_stumble(text: str) -> None:
    _, faults = check(text, lambda _: city())
    assert faults
    last = text.rstrip().count("\n") + 1
    assert all(1 <= fault.line <= last and str(fault.text) for fault in faults)
