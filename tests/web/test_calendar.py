"""The calendar of working days on the web: read by everybody in the house, corrected by the city."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.store.tables import CalendarDay
from ce_workflow.working_days import ARRANGED, LAST_KNOWN
from tests.web.conftest import page_of
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")
PAGE = "/years/2019/calendar"
TODAY = clock.day_of(clock.now())
COMING = ARRANGED.next_working(TODAY + timedelta(days=3))
HERE = f"/years/{COMING.year}/calendar"
OFF = {"day": str(COMING), "kind": "day_off", "document": "成府发〔2026〕9号", "reason": "运动会开幕"}


def words(page):
    return " ".join(page.text.split())


def set_day(visitor, **other):
    return visitor.send(HERE, to=f"{HERE}/days", **(OFF | other))


@pytest.mark.parametrize("who", ["claimant", "unit", "sector", "district", "base", "auditor", "admin", "security"])
def test_everybody_in_the_house_reads_it_and_only_the_city_is_offered_to_change_it(client_as, who):
    visitor = client_as(who)
    assert PAGE in visitor.page("/years/2019").links
    page = visitor.page(PAGE)
    for said in ("National Day", "Oct 1, 2019 – Oct 7, 2019", "Sep 29, 2019, Oct 12, 2019", "this year: 250"):
        assert said in words(page)
    assert not [form.action for form in page.forms if form.action.startswith("/years")]
    for path in ("days", "days/1/take-back"):
        assert visitor.post(f"{PAGE}/{path}").status_code in (400, 403)


def test_a_year_that_is_not_arranged_yet_says_so(client_as):
    visitor = client_as("claimant")
    said = "only weekends are days off"
    assert said in words(visitor.page(f"/years/{LAST_KNOWN + 1}/calendar"))
    assert said not in words(visitor.page(f"/years/{LAST_KNOWN}/calendar"))
    visitor.page("/years/9999/calendar", status=404)


def test_the_city_sets_a_day_and_takes_it_back(app, client_as):
    visitor = client_as("city")
    answer = set_day(visitor)
    assert (answer.status_code, answer.location) == (303, HERE)
    page = client_as("claimant").page(HERE)
    assert "运动会开幕" in words(page)
    assert "梁静" in words(page)
    [(number,)] = rows(app, select(CalendarDay.id))
    answer = visitor.send(HERE, to=f"{HERE}/days/{number}/take-back")
    assert answer.status_code == 303
    assert "it does not count" in words(visitor.page(HERE))
    assert [len(events(app, action)) for action in ("set_day", "take_day_back")] == [1, 1]


def test_what_stands_against_it_is_laid_at_the_form_with_what_was_typed(client_as):
    visitor = client_as("city")
    answer = set_day(visitor, day=str(TODAY - timedelta(days=1)), reason="")
    assert answer.status_code == 422
    page = page_of(answer)
    assert "has passed" in words(page)
    assert page.form(f"{HERE}/days").values()["document"] == [OFF["document"]]
    assert page_of(set_day(visitor, kind="working")).form(f"{HERE}/days").values()["day"] == [str(COMING)]


def test_a_deadline_on_a_day_off_says_so_where_it_is_shown(client_as):
    visitor = client_as("city")
    assert set_day(visitor).status_code == 303
    given = {"days-filing_closes_on": str(COMING)}
    assert visitor.send("/years/2019", to="/years/2019/days", **given).status_code == 303
    for who, path in (("city", "/years/2019"), ("claimant", "/")):
        assert "is a day off (set by the city); the next working day is" in words(client_as(who).page(path)), path
