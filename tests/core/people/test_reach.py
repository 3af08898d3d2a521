"""Reach: who may see which claim, role by role."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from ce_workflow.people import roles
from ce_workflow.people.actor import NOBODY, SYSTEM, Actor
from ce_workflow.people.reach import covers

ME, OTHER = "a" * 32, "b" * 32
ROLES = [*roles.ROLES, "nobody"]


def claim(**changes: Any) -> SimpleNamespace:
    """A claim that lies with its competent department."""
    asked: dict[str, Any] = {
        "person_id": ME, "unit": "U00001", "department": "chengdu-health", "district": "510112",
        "desk": "chengdu-health", "submitted_at": datetime(2019, 7, 1, tzinfo=UTC), "filed_by_org": None,
    }  # fmt: skip
    return SimpleNamespace(**(asked | changes))


def actor(role: str, *scopes: str, person_id: str | None = OTHER) -> Actor:
    return Actor(1, "user", person_id, role, scopes)


@pytest.mark.parametrize(
    ("who", "changes", "reached"),
    [
        (actor("claimant", person_id=ME), {}, True),
        (actor("claimant", person_id=ME), {"submitted_at": None}, True),
        (actor("claimant"), {}, False),
        (actor("claimant", "U00001"), {}, False),
        (actor("reviewer", "U00001"), {}, True),
        (actor("reviewer", "U00002", "U00001"), {}, True),
        (actor("reviewer", "U00002"), {}, False),
        (actor("reviewer", "U00002"), {"desk": "U00002"}, False),
        (actor("reviewer", "chengdu-health"), {}, False),
        (actor("reviewer"), {}, False),
        (actor("reviewer", "U00002"), {"filed_by_org": "U00002", "submitted_at": None}, True),
        (actor("verifier", "chengdu-education"), {"filed_by_org": "chengdu-education", "submitted_at": None}, True),
        (actor("verifier", "chengdu-education"), {"filed_by_org": "chengdu-education"}, True),
        (actor("district", "510104"), {"filed_by_org": "510104", "submitted_at": None}, False),
        (actor("verifier", "chengdu-health"), {}, True),
        (actor("verifier", "chengdu-education"), {}, False),
        (actor("verifier", "chengdu-education"), {"desk": "chengdu-education"}, True),
        (actor("verifier", "chengdu-health"), {"desk": "510112"}, True),
        (actor("district", "510112"), {}, True),
        (actor("district", "510104"), {}, False),
        (actor("district", "510104"), {"desk": "510104"}, True),
        (actor("city", "chengdu"), {}, True),
        (actor("auditor"), {}, True),
        (actor("base", "base-3"), {}, False),
        (actor("base", "base-3"), {"filed_by_org": "base-3"}, True),
        (actor("base", "base-3"), {"filed_by_org": "base-3", "submitted_at": None}, True),
        (actor("base", "base-3"), {"filed_by_org": "base-4"}, False),
        (actor("admin"), {}, False),
        (actor("security"), {}, False),
        (SYSTEM, {}, True),
        (NOBODY, {}, False),
        (actor("unheard-of", "U00001"), {}, False),
    ],
)
def test_reach(who: Actor, changes: dict[str, Any], reached: bool) -> None:
    assert covers(who, claim(**changes)) is reached


EVERYWHERE = ("U00001", "chengdu-health", "510112", "chengdu", "base-3", "")


@pytest.mark.parametrize("role", ROLES)
def test_what_was_never_submitted_is_seen_by_its_writer_and_the_system_alone(role: str) -> None:
    draft = claim(submitted_at=None, desk=None)
    assert covers(actor(role, *EVERYWHERE), draft) is (role == "system")
    assert covers(actor(role, *EVERYWHERE, person_id=ME), draft) is (role in ("claimant", "system"))


@pytest.mark.parametrize("role", ROLES)
def test_codes_that_are_missing_match_no_scope(role: str) -> None:
    nowhere = claim(unit=None, department="", district=None, desk="", filed_by_org=None)
    assert covers(actor(role, ""), nowhere) is (role in ("city", "auditor", "system"))


def test_an_account_without_a_person_owns_nothing() -> None:
    assert not covers(actor("claimant", person_id=None), claim(person_id=None))
