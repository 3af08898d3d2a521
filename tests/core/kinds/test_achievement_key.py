"""One achievement has one key, whatever way its number is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.kinds.achievement_key import achievement_key, letters_and_digits, patent_key


@pytest.mark.parametrize(
    "number",
    [
        *("ZL201810123456.9", "201810123456.9", "２０１８１０１２３４５６９", "201810123456", "zl 2018 1 0123456.9"),
        *("CN201810123456.9", "ZL2018-1-0123456.X", "CNZL201810123456", "ＺＬ２０１８１０１２３４５６．９"),
    ],
)
def test_a_patent_has_one_key(number: str) -> None:
    assert patent_key(number) == "patent:201810123456"


@pytest.mark.parametrize("number", ["ZL85100001", "85100001.7", "85100001X", "CN 85100001"])
def test_an_old_patent_has_eight_digits(number: str) -> None:
    assert patent_key(number) == "patent:85100001"


@pytest.mark.parametrize(
    "number",
    ["", "-", "2018101234", "20181012345699", "20181012345", "1234567", "发明专利一二三四五六七八", "CN201810123456A9"],
)
def test_any_other_length_is_no_patent_number(number: str) -> None:
    assert patent_key(number) is None


@pytest.mark.parametrize(
    "number", ["川科鉴字〔2019〕第012号", "川科鉴字[2019]第012号", " 川科鉴字（２０１９）第０１２号"]
)
def test_an_appraisal_has_one_key(number: str) -> None:
    assert achievement_key("achievement", number) == "achievement:川科鉴字2019第012号"


@pytest.mark.parametrize("number", ["", "〔〕--", "\ufdfa" * 60])
def test_a_number_without_letters_or_without_end_has_no_key(number: str) -> None:
    assert achievement_key("achievement", number) is None


@given(st.text())
def test_a_key_fits_into_its_column_and_is_its_own_key(number: str) -> None:
    key = achievement_key("achievement", number)
    assert key is None or len(key) <= 240
    core = letters_and_digits(number)
    assert letters_and_digits(core) == letters_and_digits(letters_and_digits(core))
