"""Identity numbers: one spelling for one person (T-19, T-20; GB 11643)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.errors import Finding
from ce_workflow.people.id_number import check_character, masked, normalise, occurs_in

KNOWN = "11010519491231002X"
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def number_of(region: int, born: date, order: int) -> str:
    seventeen = f"{region:06}{born:%Y%m%d}{order:03}"
    return seventeen + check_character(seventeen)


NUMBERS = st.builds(number_of, st.integers(0, 999999), DATES, st.integers(0, 999))


@pytest.mark.parametrize("number", [KNOWN, "440524188001010014", "51999919660621553X", "519999198407277294"])
def test_known_numbers_have_the_right_last_character(number: str) -> None:
    assert check_character(number) == number[17]


@pytest.mark.parametrize(
    "text",
    [
        KNOWN,
        KNOWN.lower(),
        f"  {KNOWN} ",
        f"\u3000{KNOWN}\u00a0",
        "１１０１０５１９４９１２３１００２Ｘ",
        "１１０１０５１９４９１２３１００２ｘ",
        "110105491231002",
        "１１０１０５４９１２３１００２",
    ],
)
def test_t_20_every_way_to_write_it_is_one_person(text: str) -> None:
    assert normalise(text) == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "110105194912310021",
        "110105194912310020",
        "11010519490229002X",
        "11010519491331002X",
        "11010519490001002X",
        "440524188001010014",
        "110105210012310021",
        "1101051949123100",
        "1101051949123100211",
        "11010519491231002XX",
        "X1010519491231002X",
        "1101051949123100Ⅹ2",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105490231002",
        "一一〇一〇五",
        f"{KNOWN}\n",
        f"\n{KNOWN}",
        f"{KNOWN}\r\n",
        f"{KNOWN}\t",
        f"{KNOWN}\x00",
        f"{KNOWN}\u2028",
        f"\ufeff{KNOWN}",
        f"\u200b{KNOWN}",
        f"\u202e{KNOWN}",
        f"{KNOWN};{KNOWN}",
        "11010519491231٠٠٢X",
    ],
)
def test_t_19_a_number_that_is_none_is_refused(text: str) -> None:
    found = normalise(text)
    assert isinstance(found, Finding)
    assert (found.code, found.field, found.level) == ("bad_id_number", "id_number", "refusal")
    assert not text.strip() or text.strip() not in str(found.text), "a refusal never repeats the number"


def test_each_refusal_says_what_is_wrong() -> None:
    said = [str(normalise(text).text) for text in (f"{KNOWN}\n", "", "123", "11010519490229002X", "110105194912310021")]  # type: ignore[union-attr]
    assert len(set(said)) == 5


def test_nobody_is_born_after_the_day_in_question() -> None:
    number = number_of(519999, date(2019, 5, 14), 1)
    assert normalise(number, on=date(2019, 5, 14)) == number
    assert isinstance(normalise(number, on=date(2019, 5, 13)), Finding)


@given(NUMBERS)
def test_every_right_number_passes_and_is_left_as_it_is(number: str) -> None:
    assert normalise(number) == number
    assert normalise(normalise(number.lower())) == number  # type: ignore[arg-type]


@given(NUMBERS, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_found(number: str, place: int, character: str) -> None:
    if number[place] != character:
        assert isinstance(normalise(number[:place] + character + number[place + 1 :]), Finding)


@given(NUMBERS, st.integers(0, 16))
def test_two_neighbours_exchanged_are_always_found(number: str, place: int) -> None:
    if number[place] != number[place + 1]:
        exchanged = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert isinstance(normalise(exchanged), Finding)


@given(st.text(max_size=20))
def test_no_text_makes_it_stumble(text: str) -> None:
    found = normalise(text)
    assert isinstance(found, Finding | str)


@given(st.integers(0, 999999), st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_t_20_old_and_new_cards_lead_to_the_same_number(region: int, born: date, order: int) -> None:
    assert normalise(f"{region:06}{born:%y%m%d}{order:03}") == number_of(region, born, order)


def test_masked() -> None:
    assert masked("51010419491231002X") == "510***********002X"
    assert masked("110105491231002") == "*" * 15
    assert masked("") == ""


@pytest.mark.parametrize(
    "text",
    [KNOWN, KNOWN.lower(), f"my number is {KNOWN}, thanks", f"身份证{KNOWN}号", "110105194912310021", "110105491231002",
     f"ID{KNOWN}", f"person:{KNOWN}"],
)  # fmt: skip
def test_a_number_in_a_text_is_noticed(text: str) -> None:
    assert occurs_in(text)


@pytest.mark.parametrize(
    "text",
    ["", "11010519491331002X", "1234567890", "20190705093000123", f"a{KNOWN[:17]}", f"{KNOWN}1"[1:], "9" * 32,
     "ab110105194912310021cd", f"{'1' * 9}{KNOWN}"],
)  # fmt: skip
def test_other_digits_are_no_number(text: str) -> None:
    assert not occurs_in(text)


def test_the_days_of_a_year_are_all_possible() -> None:
    first = date(2000, 1, 1)
    for day in range(366):
        number = number_of(519999, first + timedelta(days=day), 7)
        assert normalise(number) == number
