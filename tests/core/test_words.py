"""Sentences that are kept and said later: their values come back as what they were."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ce_workflow.words import Text


@pytest.mark.parametrize(
    "value",
    [
        date(2019, 6, 20),
        datetime(2019, 6, 20, 9, 30, tzinfo=UTC),
        Decimal("4.50"),
        30,
        "2019-06-20",
        Text("Due on %(on)s.", on=date(2019, 6, 20)),
    ],
)
def test_a_value_of_a_kept_sentence_comes_back_as_what_it_was(value: object) -> None:
    kept = json.loads(json.dumps(Text("It is %(what)s.", what=value).pack()))
    found = Text.unpack(kept).params["what"]
    assert (type(found), found) == (type(value), value)


def test_a_sentence_that_was_kept_as_bare_words_is_still_read() -> None:
    kept = {"msgid": "%(hours)s hours on %(day)s", "params": {"hours": "4.5", "day": "2019-06-20"}}
    assert str(Text.unpack(kept)) == "4.5 hours on 2019-06-20"
