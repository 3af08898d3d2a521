"""Files with a table in them, as operators hand them over: CSV with a heading, in UTF-8 or GB 18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.words import N_, Text

Row = dict[str, str]


def table(path: Path, columns: Sequence[str] = ()) -> list[Row]:
    """The rows of the file. Raises RulesBroken where it is no such table or lacks one of `columns`."""
    try:
        reader = csv.DictReader(io.StringIO(_text(path.read_bytes()), newline=""), strict=True)
        rows = [{name: value or "" for name, value in row.items() if isinstance(name, str)} for row in reader]
    except (UnicodeDecodeError, csv.Error) as fault:
        text = N_("%(file)s cannot be read as a table: write it as CSV in UTF-8 or GB 18030.")
        raise RulesBroken([Finding("no_table", Text(text, file=path.name))]) from fault
    if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
        text = N_("%(file)s lacks these columns: %(columns)s.")
        raise RulesBroken([Finding("columns_missing", Text(text, file=path.name, columns=", ".join(missing)))])
    return rows


def in_lines(path: Path, faults: Iterable[tuple[int, Finding]]) -> list[Finding]:
    """The findings, each with its file and line."""
    says = N_("%(file)s, line %(line)s: %(what)s")
    return [
        Finding(found.code, Text(says, file=path.name, line=line, what=found.text), found.clause, field=found.field)
        for line, found in faults
    ]


def _text(octets: bytes) -> str:
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("gb18030")
