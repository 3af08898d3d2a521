"""What events say of rows: the whole row, and of what is personal nothing once the row is erased."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ce_workflow.trail.chain import fresh_salt
from ce_workflow.trail.event import assert_no_personal_words
from ce_workflow.trail.said import PERSONAL, of_person, of_records, of_reference, of_themes, of_user

PERSON = {
    "name": "苏熙军",
    "unit": "U00001",
    "title_level": None,
    "quality_talent": True,
    "id_sealed": "s1.sealed",
    "id_index": "0" * 64,
    "wrapped": "k1.wrapped",
    "salt": "1" * 64,
}
USER = {
    "id": 7,
    "username": "13800138000",
    "password_hash": "$argon2id$v=19$salt$hash",
    "created_at": datetime.now(UTC),
}


def test_only_codes_and_numbers_are_said() -> None:
    organisation = {"kind": "unit", "name": "示例医院", "valid_to": date(2019, 12, 31), "learning_address": ""}
    for said in (
        of_person(PERSON),
        of_user(USER),
        of_records([("a" * 32, 600)]),
        of_themes([("依法治国", "municipal_base")]),
        of_reference("org", organisation),
    ):
        assert_no_personal_words(said)
    assert of_reference("org", organisation).keys() == {"kind", "name", "valid_to"}


@pytest.mark.parametrize("column", PERSONAL)
def test_whatever_is_personal_is_committed_to(column: str) -> None:
    assert of_person(PERSON | {column: "another"})["identity"] != of_person(PERSON)["identity"]


def test_what_is_said_of_a_person_tells_nothing_without_the_salt() -> None:
    """Whoever guesses the name and the number right still cannot tell: under each salt it reads otherwise."""
    assert of_person(PERSON | {"salt": fresh_salt()})["identity"] != of_person(PERSON)["identity"]
    erased = PERSON | dict.fromkeys((*PERSONAL, "salt"))
    assert of_person(erased) == {"unit": "U00001", "quality_talent": "yes"}


def test_an_account_is_committed_to_by_name_and_password_together() -> None:
    said = [of_user(USER | change)["credentials"] for change in ({}, {"username": "x"}, {"password_hash": "x"})]
    assert len(set(said)) == 3


def test_hours_that_change_persons_make_another_list() -> None:
    one, other = of_records([("a", 1), ("b", 2)]), of_records([("a", 2), ("b", 1)])
    assert (one["records"], one["hours"]) == (other["records"], other["hours"]) == (2, 3)
    assert one["listed"] != other["listed"]


def test_themes_are_the_same_list_in_any_order() -> None:
    themes = [("b", "x"), ("a", "y"), ("a", "x")]
    assert of_themes(themes) == of_themes(reversed(themes))
