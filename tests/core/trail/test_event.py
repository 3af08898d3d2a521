"""The body of an event: codes, numbers, digests, and nothing of a person."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from ce_workflow.people.actor import NOBODY, SYSTEM, Actor
from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.event import assert_no_personal_words, body, operator_code

AT = datetime(2019, 7, 5, 9, 30, tzinfo=UTC)
REVIEWER = Actor(2, "zhang", "d" * 32, "reviewer", ("U00001", "U00002"))
DIGEST = "0123456789abcdef" * 4
ID_NUMBER = "11010519491231002X"


def made(**changes: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "stream": "claim:7", "seq": 3, "action": "review", "at": AT, "actor": REVIEWER, "request_id": "r-1",
        "nonce": "0" * 32,
    }  # fmt: skip
    return body(**(asked | changes))


def test_the_whole_shape() -> None:
    assert made(
        from_state="submitted", to_state="unit_reviewed", on_behalf_of="e" * 32, reason="hours_adjusted",
        hours={"claimed": 4000, "computed": 3600, "reviewed": 3600, "recognised": None},
        seen=DIGEST, content=DIGEST, note=DIGEST, extra={"desk": "chengdu-health", "document": None, "pieces": 3},
        actor=Actor(2, "zhang", "d" * 32, "reviewer", ("U00001",), operator="ops@host 1"),
    ) == {
        "v": 1, "stream": "claim:7", "seq": 3, "action": "review", "at": "2019-07-05T09:30:00.000000Z",
        "from_state": "submitted", "to_state": "unit_reviewed",
        "actor_user_id": 2, "actor_person_id": "d" * 32, "actor_role": "reviewer", "actor_org": "U00001",
        "actor_operator": "ops_host_1", "on_behalf_of": "e" * 32, "reason": "hours_adjusted", "request_id": "r-1",
        "hours": {"claimed": 4000, "computed": 3600, "reviewed": 3600},
        "seen": DIGEST, "content": DIGEST, "note": DIGEST, "extra": {"desk": "chengdu-health", "pieces": 3},
        "nonce": "0" * 32,
    }  # fmt: skip


def test_what_is_not_there_is_left_out() -> None:
    found = made(stream="security", seq=None, actor=NOBODY, hours={"claimed": None}, extra={"desk": None})
    assert set(found) == {"v", "stream", "action", "at", "actor_role", "request_id", "nonce"}
    assert "actor_org" not in made(actor=Actor(9, "auditor", "a" * 32, "auditor", ("",)))
    assert "actor_person_id" not in made(actor=SYSTEM)


def test_the_username_is_not_in_it() -> None:
    assert "zhang" not in canonical(made())


def test_the_moment_is_written_in_utc_whatever_zone_it_came_in() -> None:
    chengdu = AT.astimezone(timezone(timedelta(hours=8)))
    assert made(at=chengdu)["at"] == made(at=AT)["at"]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        made(at=AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    "word",
    ["a b", "学时", " ", "x" * 81, "line\n", "\nline", "a\tb", "a/b", "a'b", ID_NUMBER, ID_NUMBER.lower(),
     f"no:{ID_NUMBER}", f"x{ID_NUMBER}y", "110105491231002", "13812345678", "tel:13812345678", "+8613812345678",
     "86-13812345678", "110105194912310021"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["request_id", "reason", "action", "extra", "role", "org"])
def test_words_of_a_person_are_refused_wherever_they_stand(word: str, place: str) -> None:
    changes: dict[str, Any] = {place: word}
    if place == "extra":
        changes = {"extra": {"document": word}}
    elif place == "role":
        changes = {"actor": Actor(2, "zhang", "d" * 32, word)}
    elif place == "org":
        changes = {"actor": Actor(2, "zhang", "d" * 32, "reviewer", (word,))}
    with pytest.raises(ValueError, match=r"code|number") as refused:
        made(**changes)
    assert not word.strip() or word not in str(refused.value), "the error is logged, so it must not repeat the value"


@pytest.mark.parametrize("number", [13812345678, 110105194912310021, 1.5, ["x"], {"a": 1}])
def test_numbers_that_are_a_persons_and_values_of_another_kind_are_refused(number: Any) -> None:
    with pytest.raises(ValueError, match=r"extra|document"):
        made(extra={"document": number})


@pytest.mark.parametrize("key", ["request_id", "reason", "action"])
def test_an_empty_word_is_no_code(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        made(**{key: ""})


def test_keys_are_codes_too() -> None:
    with pytest.raises(ValueError, match="key"):
        assert_no_personal_words({"张三": "x"})


@pytest.mark.parametrize(
    "changes",
    [
        {"seen": "x"},
        {"seen": DIGEST.upper()},
        {"note": "the reason"},
        {"content": DIGEST[:-1]},
        {"content": DIGEST + "\n"},
        {"nonce": "0" * 31},
        {"nonce": "not random"},
        {"seq": -1},
        {"seq": True},
        {"seq": 1.0},
        {"hours": {"given": 1}},
        {"hours": {"claimed": 1.5}},
        {"hours": {"claimed": -1}},
        {"hours": {"claimed": True}},
    ],
)
def test_what_is_no_digest_or_no_whole_number_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"digest|whole number|hours"):
        made(**changes)


def test_random_ids_are_never_taken_for_a_persons_number() -> None:
    for _ in range(3000):
        made(
            stream=f"person:{secrets.token_hex(16)}",
            actor=Actor(2, "u", secrets.token_hex(16), "reviewer"),
            request_id=str(uuid.uuid4()),
            seen=secrets.token_hex(32),
            extra={"batch": secrets.token_hex(16)},
        )
    number = "519999198407277294"
    made(request_id=f"abcdefa{number}abcdefa", extra={"digest": f"{'ab' * 11}a{number}a{'ba' * 11}"})
    with pytest.raises(ValueError, match="request_id"):
        made(request_id=f"abcdef{number}abcdef")


def test_hours_may_be_none_at_all() -> None:
    assert made(hours={"computed": 0})["hours"] == {"computed": 0}


def test_codes_of_organisations_with_many_digits_pass() -> None:
    for code in ("91510100MA6CXXXX1X", "12510100450719283X", "510104-health", "TFXQ", "base-3"):
        assert made(extra={"desk": code})["extra"]["desk"] == code


@pytest.mark.parametrize(
    ("operator", "code"),
    [(None, None), ("", None), ("root", "root"), ("root@host", "root_host"), ("张三", "__"), ("o" * 99, "o" * 80),
     (ID_NUMBER, "_" * 18), ("13812345678", "_" * 11)],
)  # fmt: skip
def test_the_operators_name_becomes_a_code(operator: str | None, code: str | None) -> None:
    assert operator_code(operator) == code
