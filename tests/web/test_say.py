"""Words in the reader's language: sentences with their values, hours, days, moments, clauses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from ce_workflow.web import language, say
from ce_workflow.words import Text

ENGLISH = {"Cookie": f"{language.COOKIE}=en"}


@pytest.fixture(scope="module")
def speaker(tmp_path_factory):
    """The application, without its rows: nothing here asks for any."""
    from ce_workflow import create_app

    folder = tmp_path_factory.mktemp("instance")
    return create_app({"TESTING": True, "CE_INSTANCE": str(folder), "CE_ARGON2_MEMORY": 8})


def said(app: Flask, what, found, headers=ENGLISH):
    with app.test_request_context("/", headers=headers):
        return what(found)


@pytest.mark.parametrize(
    ("found", "words"),
    [(450, "4.5"), (3000, "30"), (0, "0"), (-1200, "-12"), (5, "0.05"), (None, ""), (Decimal("36.00"), "36")],
)
def test_hours_have_no_needless_zeros(speaker, found, words):
    assert said(speaker, say.hours, found) == words


def test_days_are_written_as_each_language_does(speaker):
    on = date(2019, 6, 20)
    assert said(speaker, say.day, on) == "Jun\u00a020,\u00a02019"
    assert said(speaker, say.day, on, {}) == "2019年6月20日"
    assert said(speaker, say.day, None) == ""


def test_moments_are_those_of_the_clocks_in_chengdu(speaker):
    at = datetime(2019, 12, 31, 16, 5, tzinfo=UTC)
    assert said(speaker, say.moment, at, {}) == "2020年1月1日 00:05"
    assert said(speaker, say.moment, at) == "Jan\u00a01,\u00a02020 00:05"


@pytest.mark.parametrize("headers", [ENGLISH, {}])
@pytest.mark.parametrize(
    ("found", "words"),
    [
        ("三(三)2", "成人社函〔2019〕200号 三（三）2"),
        ("五(二)", "成人社函〔2019〕200号 五（二）"),
        ("三", "成人社函〔2019〕200号 三"),
        ("人社部令第25号 第八条", "人社部令第25号 第八条"),
        (None, ""),
    ],
)
def test_clauses_are_full_width_with_their_document_in_every_language(speaker, headers, found, words):
    assert said(speaker, say.clause, found, headers) == words


def test_values_in_a_sentence_are_written_for_the_reader(speaker):
    text = Text(
        "%(hours)s hours of %(year)s, due on %(on)s: %(what)s",
        hours=Decimal("4.50"),
        year=2019,
        on=date(2019, 6, 20),
        what=Text("100 %% sure"),
    )
    assert said(speaker, say.say, text) == "4.5 hours of 2019, due on Jun\u00a020,\u00a02019: 100 %% sure"


def test_a_value_is_never_taken_for_a_pattern(speaker):
    text = Text("Title: %(title)s", title="%s %(config)s {0.__class__} {{7*7}}")
    assert said(speaker, say.say, text) == "Title: %s %(config)s {0.__class__} {{7*7}}"


def test_nothing_says_nothing(speaker):
    assert said(speaker, say.say, "") == said(speaker, say.say, None) == ""


def test_what_is_said_later_is_said_in_the_language_of_then(speaker):
    words = say.later(Text("Log in"))
    assert said(speaker, str, words) == "Log in"
