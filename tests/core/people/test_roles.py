"""Roles: what each is, and which a natural person may not hold together."""

from __future__ import annotations

import itertools

import pytest

from ce_workflow.people import roles


def test_the_rows_are_those_of_the_lifecycle() -> None:
    assert list(roles.ROLES) == [
        "claimant", "reviewer", "verifier", "district", "city", "base", "auditor", "admin", "security", "system",
    ]  # fmt: skip
    assert all(roles.LABELS.values())


def test_the_groups() -> None:
    assert set(roles.ROLES) - roles.STAFF == {"claimant", "system"}
    assert set(roles.DESK_ROLES) == {"reviewer", "verifier", "district", "city"}
    assert set(roles.ORGANISERS) == {"base", "reviewer", "verifier"}
    assert set(roles.EXCLUSIVE) == {"admin", "auditor", "security"}
    assert "system" not in roles.GRANTED
    assert len(roles.GRANTED) == 9


def test_a_scope_names_an_organisation_of_the_roles_kind() -> None:
    assert {code: kind for code, kind in roles.SCOPE_KIND.items() if kind} == {
        "reviewer": "unit", "verifier": "department", "district": "district", "city": "city", "base": "base",
    }  # fmt: skip


@pytest.mark.parametrize(("held", "wanted"), list(itertools.product(roles.GRANTED, repeat=2)))
def test_administrator_auditor_and_security_officer_are_three_people(held: str, wanted: str) -> None:
    both = {held, wanted}
    expected = held if both <= {"admin", "auditor", "security"} and len(both) == 2 else None
    assert roles.clash(["claimant", held], wanted) == expected
