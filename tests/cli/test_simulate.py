"""`flask rules simulate` and `flask rules verify`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.simulations import begin
from ce_workflow.reports.simulated import read
from ce_workflow.store import rule_sets
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from tests import cast
from tests.acts.rules import city_text
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done, typed
from tests.web.books import books

pytestmark = pytest.mark.template("cast")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A draft in which a day of training gives 4 hours at most, not 6."""
    return written(tmp_path, city_text(2).replace("at_most = 6", "at_most = 4", 1))


def written(folder: Path, text: str) -> str:
    path = folder / "rules.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_it_says_what_would_change_and_compares_with_the_last(app: Flask, file: str, tmp_path: Path) -> None:
    claim_id = cast.make_claim(app, state="credited")
    said = done(app, "rules", "simulate", file, "--year", "2019")
    assert "Number of claims 1, Unchanged 0, Gain hours 0, Lose hours 1" in said
    assert "Hours before 18, Hours after 12" in said
    assert f"claim {claim_id}, Training" in said
    assert "-6  At most 4 for each of 3: Days" in said
    assert said.endswith("It is kept as simulation 1.\n")
    assert "No figure differs" in done(app, "rules", "simulate", file, "--year", "2019")
    same = written(tmp_path, city_text(1))
    said = done(app, "rules", "simulate", same, "--year", "2019")
    assert "Credited: Hours after: 12 → 18" in said


def test_no_claim_changes(app: Flask, file: str) -> None:
    cast.make_claim(app, state="credited")
    before = books(app)
    done(app, "rules", "simulate", file, "--year", "2019")
    after = books(app)
    assert after.pop("events") == before.pop("events") + 1
    assert after == before
    assert "as they were written" in done(app, "trail", "verify")


def test_the_result_is_written_as_json(app: Flask, file: str, tmp_path: Path) -> None:
    cast.make_claim(app, state="credited")
    into = tmp_path / "result.json"
    done(app, "rules", "simulate", file, "--year", "2019", "--result", str(into))
    assert json.loads(into.read_text())["credited"]["lose"] == 1
    assert read(into.read_text().strip()).credited.after == 1200


def test_a_set_with_faults_is_not_tried(app: Flask, tmp_path: Path) -> None:
    file = written(tmp_path, city_text(2).replace("hours = 15", "hours = 1.5"))
    result = typed(app, "rules", "simulate", file, "--year", "2019")
    assert result.exit_code == 1
    assert "1.5 is written as a float" in result.stdout
    assert typed(app, "rules", "simulate", written(tmp_path, city_text(2)), "--year", "1999").exit_code == 1


def test_it_is_said_in_chinese(app: Flask, file: str) -> None:
    cast.make_claim(app, state="credited")
    said = done(app, "rules", "simulate", file, "--year", "2019", env={"CE_LANGUAGE": "zh_CN"})
    assert "培训" in said
    assert "Claims" not in said


ALTERED = [
    ("version", "'another'"),
    ("digest", "'another'"),
    ("authority", "'another'"),
    ("year", "2018"),
    ("at", "'2019-01-02T00:00:00.000000Z'"),
    ("by", "'another'"),
    ("result", "'{}'"),
    ("id", "9"),
]


@pytest.mark.parametrize(("column", "value"), ALTERED)
def test_a_result_that_was_altered_is_named(
    app: Flask, file: str, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    done(app, "rules", "simulate", file, "--year", "2019")
    tamper(f'UPDATE ce_simulation SET "{column}" = {value}')
    assert any(line.startswith("year:201") and "imulation" in line for line in found(app))


@pytest.mark.parametrize(("column", "value"), ALTERED)
def test_one_that_was_begun_and_altered_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    with app.app_context():
        row, actor = rule_sets.one("chengdu-2019.1"), cast.actor(app, "city")
        told = {"actor": actor, "at": clock.now(), "request_id": "begun"}
        enter("begin_simulation", lambda: begin(row, row.digest, **told), **told)
    assert "as they were written" in done(app, "trail", "verify")
    tamper(f'UPDATE ce_simulation SET ticked_at = NULL, "{column}" = {value}')
    assert any(line.startswith("year:201") and "imulation" in line for line in found(app))


def test_what_is_not_under_way_is_not_worked_out(app: Flask, file: str) -> None:
    done(app, "rules", "simulate", file, "--year", "2019")
    for number in ("1", "9"):
        assert typed(app, "rules", "simulate-begun", number).exit_code == 1


# --- verify ---------------------------------------------------------------------------


def test_every_claim_has_the_hours_that_were_worked_out_for_it(app: Flask, claims: dict[str, int]) -> None:
    cast.make_claim(app, "degree")
    assert "5 claims: all have the hours" in done(app, "rules", "verify")
    assert "0 claims: all" in done(app, "rules", "verify", "--year", "2018")


def test_another_set_changes_nothing_of_what_was(app: Flask, file: str, claims: dict[str, int]) -> None:
    done(app, "rules", "publish", file)
    assert "4 claims: all have the hours" in done(app, "rules", "verify", "--year", "2019")


def test_hours_that_a_sibling_frees_are_not_handed_on(app: Flask) -> None:
    first, _ = cast.make_claim(app, "degree"), cast.make_claim(app, "degree")
    cast.step_with(app, first, "withdraw")
    assert "2 claims: all have the hours" in done(app, "rules", "verify")


def test_what_was_sent_back_and_changed_since_is_counted_apart(app: Flask, file: str) -> None:
    claim_id = cast.make_claim(app, state="returned")
    done(app, "rules", "publish", file)
    cast.step_with(app, claim_id, "edit", fields=cast.answers("training", class_hours="15", hours_claimed="15"))
    said = done(app, "rules", "verify")
    assert "1 were sent back and changed since" in said
    assert "1 claims: all" in said


def test_the_level_of_a_title_counts_as_it_was_at_submission(app: Flask, tamper: Tamper, tmp_path: Path) -> None:
    text = city_text(2).replace('hours = 15\nfor_each = "courses_passed"', 'completes = "professional"')
    needs = '[need_by_title.intermediate]\ntotal = 50\nprofessional = 40\nbasis = "platform"\n\n[need]'
    done(app, "rules", "publish", written(tmp_path, text.replace("[need]", needs, 1)))
    claim_id = cast.make_claim(app, "degree")
    with app.app_context():
        row = db.session.execute(select(Claim.units_computed, Claim.person_id).where(Claim.id == claim_id)).one()
    level = {4000: "intermediate"}.get(row.units_computed)
    assert (row.units_computed, level) in ((4000, "intermediate"), (6000, None))
    tamper(
        "UPDATE ce_person SET title_level = :level WHERE id = :id",
        level="junior" if level else "intermediate",
        id=row.person_id,
    )
    assert "all have the hours" in done(app, "rules", "verify")


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("units_computed", "1900", "training"),
        ("units_computed", "NULL", "training"),
        ("rule_version", "'chengdu-2019.9'", "training"),
        ("rule_version", "NULL", "training"),
        ("used", "'{}'", "training"),
        ("used", """'{"year:degree": ["40", "7"]}'""", "degree"),
        ("used", "'nonsense'", "degree"),
        ("used", "NULL", "degree"),
    ],
)
def test_a_claim_that_was_tampered_with_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str, kind: str
) -> None:
    claim_id = cast.make_claim(app, kind)
    tamper(f"UPDATE ce_claim SET {column} = {value} WHERE id = {claim_id}")
    result = typed(app, "rules", "verify")
    assert result.exit_code == 1
    assert "5 claims: 1 DIFFER" in result.stdout
    assert f"claim {claim_id} has " in result.stdout
