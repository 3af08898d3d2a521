"""Whatever becomes of the text of a rule set, it is checked without stumbling, and faults lie within the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.evaluate import evaluate
from tests.core.rules.test_inherit import DISTRICT
from tests.core.rules.test_properties import FACTS
from tests.core.rules.written import CITY, city

PIECES = st.sampled_from(
    [
        *(
            "",
            "\n",
            "\r\n",
            "\r",
            "\u2028",
            "\ufeff",
            "\x00",
            '"',
            "'''",
            '"""',
            "[",
            "]]",
            "{",
            "}",
            "=",
            ".",
            "#",
            ",",
        ),
        *("-1", "0", "1.5", "nan", "0x" + "f" * 3000, "9" * 30, "2019-01-01", "true", "[]", "{}", "[[]]", "八", "𠮷"),
        *("hours", "by", "bands", "measures", "when", "ways", "base", "platform", "%(x)s", "%", "days", "drops"),
        *("[ways.training]\n", "[[ways.training.base]]\n", "[ways]\n", "[[ways]]\n", "a.b.c = 1\n", "of = 3\n"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A set of which some stretches were replaced by something else."""
    text = draw(st.sampled_from([CITY, DISTRICT]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 1, 1, 2, 5, 12, 200]))
        text = text[:start] + draw(PIECES | st.text(max_size=8)) + text[start + length :]
    return text


@st.composite
def lines_changed(draw: st.DrawFn) -> str:
    """A set with values replaced, so that it is still TOML as a rule."""
    lines = draw(st.sampled_from([CITY, DISTRICT])).split("\n")
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(lines) - 1))
        key, equals, _ = lines[place].partition(" = ")
        change = draw(st.sampled_from(["drop", "twice", "value"]))
        if change == "value" and equals:
            lines[place] = f"{key} = {draw(VALUES)}"
        elif change == "twice":
            lines.insert(place, draw(st.sampled_from(lines)))
        else:
            del lines[place : place + 1]
    return "\n".join(lines)


VALUES = st.sampled_from(
    [
        *("-1", "0", "1", "1.5", "nan", "0x" + "f" * 3000, "2019-01-01", "1979-05-27T07:32:00Z", "true", "[]", "{}"),
        *(
            '""',
            '"6"',
            '"2/3"',
            '"days"',
            '["days", "days"]',
            "[1, 2]",
            "[[1]]",
            "{ a = 1 }",
            "{ days = { least = 3 } }",
        ),
        *('{ zh = "x", en = "%" }', "[{ id = 1 }]", "{ a = { b = { c = [1] } } }", '"chengdu-2019"', '"platform x"'),
    ]
)


@given(text=mutated() | lines_changed(), facts=FACTS)
def test_a_mutated_set_is_checked_and_faults_lie_within_it(text: str, facts: dict[str, object]) -> None:
    rules, faults = check(text, lambda _: city())
    last = text.rstrip().count("\n") + 1
    for fault in faults:
        assert 1 <= fault.line <= last
        assert str(fault.text)
    if rules is not None and not faults:
        for way in rules.ways.values():
            assert (evaluate(rules, way, facts).hours or 0) >= 0
