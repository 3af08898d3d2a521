"""What tests of `flask trail verify` share: how to do by hand what nothing allows, and what is then found."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from tests.cli.typed import typed

Tamper = Callable[..., None]

GUARDED = ("ce_event", "ce_ledger", "ce_rule_set", "ce_calendar_day")

OUT_OF_THE_WAY = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {table}_{verb}_never"
        for table in GUARDED
        for verb in ("UPDATE", "DELETE", "REPLACE", "INSERT")
    ],
    "postgresql": [
        "SET session_replication_role = replica",
        *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in GUARDED),
    ],
}


def found(app: Flask) -> list[str]:
    """The lines about faults; the command ended with 1."""
    result = typed(app, "trail", "verify")
    assert result.exit_code == 1, result.output
    assert "TAMPERED" in result.stdout
    return [line.strip() for line in result.stdout.splitlines()[1:]]
