"""On which line of a TOML document something stands: the standard reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_PART = r"""(?:[\w-]+|"(?:\\.|[^"\\])*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_HEADING = re.compile(r"[ \t]*\[")
"""What begins so ends with its line, closed or not."""
_KEY = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PARTS = re.compile(_PART)
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""'  # what stands in a string or a comment ends no statement
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}\n]",
    re.DOTALL,
)
DEEPEST = 8
"""Parts of a name that are looked at; no rule set has a deeper one."""


class Places:
    """Path -> line, from 1 on. What stands inside a value lies on the line of the key that it belongs to."""

    def __init__(self, text: str) -> None:
        self.last = text.rstrip().count("\n") + 1
        self._lines: dict[Path, int] = {(): 1}
        self._around: dict[Path, int] = {}
        self.twice: list[tuple[Path, int, int]] = []
        """What is said twice: its path, the line on which it stands first, and that on which it stands again."""
        counts: dict[Path, int] = {}
        table: Path = ()
        for number, statement in statements(text):
            if header := _HEADER.match(statement):
                table = self._within(_parts(header[2]), counts, is_new=header[1] == "[[")
                self._note(table, number)
            elif key := _KEY.match(statement):
                self._note((*table, *_parts(key[1])), number)

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it."""
        while (found := self._lines.get(path, self._around.get(path))) is None:
            path = path[:-1]
        return found

    def _note(self, path: Path, number: int) -> None:
        if path in self._lines:
            self.twice.append((path, self._lines[path], number))
        self._lines.setdefault(path, number)
        for length in range(1, len(path)):
            self._around.setdefault(path[:length], number)

    @staticmethod
    def _within(parts: tuple[str, ...], counts: dict[Path, int], *, is_new: bool) -> Path:
        """The path of a header: of a list of tables, the last one begun."""
        path: Path = ()
        for place, part in enumerate(parts):
            path = (*path, part)
            if is_new and place == len(parts) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header, and each key with its value, however many lines that takes; with the line it begins on."""
    begun = depth = 0
    number = first = 1
    for token in _TOKEN.finditer(text):
        found = token[0]
        if found in "[{":
            depth += 1
        elif found in "]}":
            depth -= 1
        number += found.count("\n")
        if found == "\n" and (depth <= 0 or _HEADING.match(text, begun)):
            yield first, text[begun : token.start()]
            begun, first, depth = token.end(), number, 0
    yield first, text[begun:]


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PARTS.findall(dotted)[:DEEPEST])
