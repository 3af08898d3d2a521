"""`flask trail verify` finds files of evidence that came, went or changed by hand; with `--blobs` their bytes too."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.blobs import BlobStore, BlobStoreDown
from ce_workflow.store.database import db
from ce_workflow.store.tables import Evidence
from ce_workflow.store.tables.claims import DESCRIBED
from tests import cast
from tests.answers import answers
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")


@pytest.fixture
def edited(app: Flask, claims: dict[str, int]) -> int:
    """A claim whose file was exchanged with version 2, and that was edited once more; its number."""
    claim_id = cast.make_claim(app, state="draft")
    [first] = files_of(app, claim_id)
    files = [("certificate", cast.keep(app, "another.pdf"))]
    cast.step_with(app, claim_id, "edit", fields=answers("training"), drop=[first.id], files=files)
    cast.step_with(app, claim_id, "edit", fields=answers("training", title="又一期"))
    cast.step_with(app, claim_id, "submit")
    done(app, "trail", "verify")
    return claim_id


def files_of(app: Flask, claim_id: int) -> list[Any]:
    with app.app_context():
        asked = select(Evidence.__table__).where(Evidence.claim_id == claim_id).order_by(Evidence.id)
        return list(db.session.execute(asked))


def blob_of(app: Flask, claim_id: int) -> Path:
    """Where the claim's last file lies."""
    folder = unquote(urlsplit(app.config["CE_BLOB_URL"]).path)
    return Path(folder) / files_of(app, claim_id)[-1].blob


def test_every_column_of_a_file_is_compared_or_follows_from_its_bytes() -> None:
    compared = {*DESCRIBED, "claim_id", "added_version", "dropped_version"}
    by_the_bytes = {"blob", "blob_present"}
    assert {column.name for column in Evidence.__table__.columns} == compared | by_the_bytes | {"id", "pages"}


@pytest.mark.parametrize("column", DESCRIBED)
@pytest.mark.parametrize("which", ["IS NULL", "IS NOT NULL"])
def test_a_file_that_was_described_anew_is_named_whether_shown_or_dropped(
    app: Flask, edited: int, tamper: Tamper, column: str, which: str
) -> None:
    value = 1 if column == "size" else "0" * 64 if "sha256" in column else "another"
    tamper(
        f"UPDATE ce_evidence SET {column} = :value WHERE claim_id = :id AND dropped_version {which}",
        value=value,
        id=edited,
    )
    assert any(line.startswith(f"claim:{edited} seq ") and "[evidence]" in line for line in found(app))


@pytest.mark.parametrize(
    "change",
    [
        "added_version = 2 WHERE added_version = 1",
        "added_version = 0 WHERE added_version = 1",
        "added_version = 3 WHERE added_version = 2",
        "added_version = 1 WHERE added_version = 2",
        "added_version = 4 WHERE added_version = 2",
        "dropped_version = NULL WHERE added_version = 1",
        "dropped_version = 1 WHERE added_version = 1",
        "dropped_version = 3 WHERE added_version = 1",
        "dropped_version = 3 WHERE added_version = 2",
        "dropped_version = 9 WHERE added_version = 2",
    ],
)
def test_a_file_that_came_or_went_at_another_time_is_named(
    app: Flask, edited: int, tamper: Tamper, change: str
) -> None:
    tamper(f"UPDATE ce_evidence SET {change} AND claim_id = :id", id=edited)
    assert all(line.startswith(f"claim:{edited} seq ") and "[evidence]" in line for line in found(app))


@pytest.mark.parametrize(
    "versions", [(1, 2), (1, 3), (1, 4), (0, 1), (2, 2), (3, 3), (3, 2), (1, None), (3, None), (9, None)]
)
def test_a_file_that_was_slipped_in_is_named_even_as_one_that_was_dropped(
    app: Flask, edited: int, tamper: Tamper, versions: tuple[int, int | None]
) -> None:
    columns = ", ".join(("claim_id", *DESCRIBED, "blob", "blob_present"))
    copy = f"SELECT {columns}, {versions[0]}, {versions[1] or 'NULL'} FROM ce_evidence WHERE claim_id = :id"
    tamper(
        f"INSERT INTO ce_evidence ({columns}, added_version, dropped_version) {copy} AND dropped_version IS NULL",
        id=edited,
    )
    assert all(line.startswith(f"claim:{edited} seq ") and "[evidence]" in line for line in found(app))


@pytest.mark.parametrize("which", ["IS NULL", "IS NOT NULL"])
def test_a_file_that_was_deleted_is_missed(app: Flask, edited: int, tamper: Tamper, which: str) -> None:
    tamper(f"DELETE FROM ce_evidence WHERE claim_id = :id AND dropped_version {which}", id=edited)
    assert all(line.startswith(f"claim:{edited} seq ") for line in found(app))


def test_files_of_no_claim_are_named(app: Flask, edited: int, tamper: Tamper) -> None:
    tamper("UPDATE ce_evidence SET claim_id = 999 WHERE claim_id = :id", id=edited)
    assert any(line.startswith("claim:999 [lost]") for line in found(app))


# --- the bytes ------------------------------------------------------------------------


def test_files_that_nobody_touched_hold(app: Flask, edited: int) -> None:
    assert "all as they were written" in done(app, "trail", "verify", "--blobs")


def lines_about_files(app: Flask) -> list[str]:
    result = typed(app, "trail", "verify", "--blobs")
    assert result.exit_code == 1
    return [line.strip() for line in result.stdout.splitlines()[1:]]


def test_a_file_whose_bytes_were_altered_is_named_when_they_are_read(app: Flask, edited: int) -> None:
    blob = blob_of(app, edited)
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    assert "all as they were written" in done(app, "trail", "verify")
    [line] = lines_about_files(app)
    assert line.startswith(f"claim:{edited} seq 2 [blob]")
    assert "not the one that was filed" in line


def test_a_file_whose_blob_is_gone_is_named_when_it_is_read(app: Flask, edited: int) -> None:
    blob_of(app, edited).unlink()
    [line] = lines_about_files(app)
    assert line.startswith(f"claim:{edited} seq 2 [blob]")
    assert "missing" in line


@pytest.mark.parametrize("blob", ["'00/" + "0" * 30 + "'", "'../ce.db'", "(SELECT min(e.blob) FROM ce_evidence e)"])
def test_a_row_that_names_another_blob_is_named_when_that_is_read(
    app: Flask, edited: int, tamper: Tamper, blob: str
) -> None:
    blob_of(app, edited).write_bytes(b"unlike any other")
    tamper(f"UPDATE ce_evidence SET blob = {blob}, sha256 = '{'0' * 64}' WHERE claim_id = :id", id=edited)
    assert any("[blob]" in line for line in lines_about_files(app))


def test_a_file_that_is_marked_as_missing_and_is_there_is_named(app: Flask, edited: int, tamper: Tamper) -> None:
    tamper("UPDATE ce_evidence SET blob_present = false WHERE claim_id = :id AND dropped_version IS NULL", id=edited)
    [line] = lines_about_files(app)
    assert "marked as missing" in line


def test_a_store_that_does_not_answer_leaves_it_open(app: Flask, edited: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> bytes:
        raise BlobStoreDown

    monkeypatch.setattr(BlobStore, "get", down)
    assert typed(app, "trail", "verify", "--blobs").exit_code == 2


# --- the operator's clock -------------------------------------------------------------


def present(app: Flask, claim_id: int) -> list[bool]:
    return [row.blob_present for row in files_of(app, claim_id)]


def test_the_sweep_notes_what_is_missing_and_what_is_back(app: Flask, edited: int) -> None:
    blob = blob_of(app, edited)
    assert "0 files of claims are missing from the evidence store, 0 are back" in done(app, "claims", "sweep-evidence")
    aside = blob.rename(blob.with_suffix(".aside"))
    result = typed(app, "claims", "sweep-evidence")
    assert "1 files of claims are missing" in result.stdout
    assert f"claim {edited}: file " in result.stderr
    assert present(app, edited) == [True, False]
    assert "1 files of claims are missing" in done(app, "claims", "sweep-evidence")
    aside.rename(blob)
    assert "0 files of claims are missing from the evidence store, 1 are back" in done(app, "claims", "sweep-evidence")
    assert present(app, edited) == [True, True]
    done(app, "trail", "verify", "--blobs")
