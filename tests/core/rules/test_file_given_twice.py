"""One file given as several pieces of a claim is a warning: a slip, or one paper that shows both."""

from __future__ import annotations

from tests.core.claims_2019 import said


def test_one_file_as_two_pieces_is_a_warning_that_names_both() -> None:
    [one] = said("C01", twice=(("assignment", "report"),))
    assert (one.code, one.level, one.field) == ("file_given_twice", "warning", "evidence-assignment")
    assert len(set(map(str, one.text.params.values()))) == 2


def test_as_three_pieces_each_is_named() -> None:
    assert len(said("C01", twice=(("assignment", "report", "travel_record"),))) == 2


def test_twice_as_the_same_piece_says_to_take_one_out() -> None:
    [one] = said("C01", twice=(("report", "report"),))
    assert "twice" in str(one.text)


def test_different_files_are_nothing_to_speak_of() -> None:
    assert said("C01") == []
