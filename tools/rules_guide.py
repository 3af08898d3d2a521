"""`make rules-guide`: what a rule set can say, from the language itself into docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ce_workflow.rules.sets import language
from ce_workflow.rules.sets.language import Key

GUIDE = Path(__file__).parents[1] / "docs" / "rules.md"
MARK = "<!-- The tables below are made from ce_workflow/rules/sets/language.py by `make rules-guide`. -->\n"

SECTIONS: tuple[tuple[str, Iterable[Key]], ...] = (
    ("The head of a set", language.SET),
    ("`[rounding]`", language.ROUNDING),
    ("`[limits]`", language.LIMITS),
    ("`[need]`, `[need_by_title.<level>]`", language.NEED),
    ("`[ways.<name>]`", language.WAY),
    ("`measures.<name>`: a number from two days", language.MEASURE),
    ("`bands.<name>`: a word for a number", language.BAND),
    *((f"`[[ways.<name>.{step}]]`", keys) for step, keys in language.LINES.items()),
)


def tables() -> str:
    """The tables of all keys, section by section."""
    return "\n".join(line for title, keys in SECTIONS for line in _table(title, keys)) + "\n"


def _table(title: str, keys: Iterable[Key]) -> Iterator[str]:
    yield from ("", f"### {title}", "", "| key | means | example |", "|---|---|---|")
    for key in keys:
        must = " **must**" if key.required else ""
        yield f"| `{key.name}`{must} | {key.means} | `{key.example}` |"


def whole() -> str:
    """The guide as it has to be: what is written by hand, then the tables."""
    by_hand, _, _ = GUIDE.read_text(encoding="utf-8").partition(MARK)
    return by_hand + MARK + tables()


if __name__ == "__main__":
    GUIDE.write_text(whole(), encoding="utf-8")
