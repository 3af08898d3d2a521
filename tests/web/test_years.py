"""Years on the web: read by everybody in the house, edited by the city, reopened by two of its officers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.store.tables import Theme, Year, YearRequest
from ce_workflow.web.language import COOKIE
from tests.web.appointing import appoint
from tests.web.conftest import page_of
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")
PAGE = "/years/2019"
TODAY = clock.day_of(clock.now())
SOON, LATER = (str(TODAY + timedelta(days=days)) for days in (10, 20))
WHY = "厅里来文，补报一批学时。"


def day(app, column):
    return rows(app, select(getattr(Year, column)).where(Year.year == 2019))[0][0]


def set_days(visitor, **given):
    return visitor.send(PAGE, to=f"{PAGE}/days", **{f"days-{name}": value for name, value in given.items()})


def ask(visitor, **given):
    given = {"filing_closes_on": "", "deciding_closes_on": "", "locked_on": "", "reason": WHY} | given
    return visitor.send(PAGE, to=f"{PAGE}/reopen", **{f"again-{name}": value for name, value in given.items()})


def words(page):
    return " ".join(page.text.split())


@pytest.fixture
def locked(app, client_as):
    """The application, with 2019 locked by the city, and a second officer of the city."""
    appoint(app, "outsider", "city", "chengdu")
    assert set_days(client_as("city"), locked_on=str(TODAY)).status_code == 303
    return app


# --- reading --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["claimant", "unit", "sector", "district", "base", "auditor", "admin", "security"])
def test_everybody_in_the_house_reads_the_years_and_only_the_city_is_offered_to_change_them(client_as, who):
    visitor = client_as(who)
    assert PAGE in visitor.page("/years/").links
    page = visitor.page(PAGE)
    assert "5G+" in page.text
    assert "Hours in all 90" in words(page)
    assert not [form.action for form in page.forms if form.action.startswith("/years")]
    for path in ("new", "2019/days", "2019/needs", "2019/themes", "2019/themes/remove", "2019/reopen"):
        token = page.forms[0].values()["csrf_token"]
        assert visitor.post(f"/years/{path}", data={"csrf_token": token}).status_code == 403
    for path in ("confirm", "drop"):
        assert visitor.post(f"{PAGE}/requests/1/{path}", data={"csrf_token": token}).status_code == 403


def test_who_has_not_logged_in_is_asked_to(visitor):
    assert visitor.get("/years/").status_code == 302


def test_a_year_that_is_none_is_not_found(client_as):
    client_as("city").page("/years/1999", status=404)


def test_it_is_read_in_chinese(client_as):
    visitor = client_as("city")
    visitor.delete_cookie(COOKIE)
    assert visitor.page(PAGE).headings == ["2019年度"]
    assert "开放中" in visitor.page("/years/").text


# --- days, needs, themes --------------------------------------------------------------


def test_the_city_sets_the_days_that_have_not_passed(app, client_as):
    visitor = client_as("city")
    assert set_days(visitor, filing_closes_on=SOON, locked_on=LATER).status_code == 303
    assert (str(day(app, "filing_closes_on")), str(day(app, "locked_on"))) == (SOON, LATER)
    assert set_days(visitor, filing_closes_on="").status_code == 303
    assert day(app, "filing_closes_on") is None
    assert len(events(app, "close_filing")) == 1


def test_what_stands_against_it_is_laid_at_its_field_and_what_was_typed_is_kept(app, client_as):
    answer = set_days(client_as("city"), filing_closes_on=LATER, locked_on=SOON)
    assert answer.status_code == 422
    page = page_of(answer)
    values = page.form(f"{PAGE}/days").values()
    assert (values["days-filing_closes_on"], values["days-locked_on"]) == ([LATER], [SOON])
    assert "#days-locked_on" in page.links
    for typed in ("tomorrow", "2019-01-02", "9999-12-31"):
        answer = set_days(client_as("city"), locked_on=typed)
        assert answer.status_code == 422
        assert page_of(answer).form(f"{PAGE}/days").values()["days-locked_on"] == [typed]
    assert day(app, "locked_on") is None


def test_a_closed_step_has_no_field(client_as, locked):
    page = client_as("city").page(PAGE)
    actions = {form.action for form in page.forms}
    assert f"{PAGE}/reopen" in actions
    assert not actions & {f"{PAGE}/days", f"{PAGE}/needs", f"{PAGE}/themes"}


def test_the_city_sets_what_the_year_asks_for(app, client_as):
    visitor = client_as("city")
    given = {"needs-total": "120", "needs-public": "30.5", "needs-professional": "60"}
    assert visitor.send(PAGE, to=f"{PAGE}/needs", **given).status_code == 303
    assert (day(app, "total"), day(app, "public")) == (12000, 3050)
    for wrong in ("many", "", "10"):
        answer = visitor.send(PAGE, to=f"{PAGE}/needs", **given | {"needs-total": wrong})
        assert answer.status_code == 422
        assert page_of(answer).form(f"{PAGE}/needs").values()["needs-total"] == [wrong]


def test_themes_are_added_and_removed(app, client_as):
    visitor, asked = client_as("city"), select(Theme.theme).where(Theme.year == 2019).order_by(Theme.theme)
    before = rows(app, asked)
    given = {"theme-theme": "碳中和", "theme-platform_class": "municipal_base"}
    assert visitor.send(PAGE, to=f"{PAGE}/themes", **given).status_code == 303
    assert ("碳中和",) in rows(app, asked)
    answer = visitor.send(PAGE, to=f"{PAGE}/themes", **given)
    assert answer.status_code == 422
    assert page_of(answer).form(f"{PAGE}/themes").values()["theme-theme"] == ["碳中和"]
    forms = [form for form in visitor.page(PAGE).forms if form.action == f"{PAGE}/themes/remove"]
    mine = next(form for form in forms if form.values()["old_theme"] == ["碳中和"])
    assert visitor.send_form(mine).status_code == 303
    assert rows(app, asked) == before
    assert visitor.send_form(mine).status_code == 409


def test_a_year_is_added(client_as):
    visitor = client_as("city")
    given = {"year": "2031", "opens_on": "2031-01-01", "total": "90", "public": "30", "professional": "60"}
    typed = {f"new-{name}": value for name, value in given.items()}
    answer = visitor.send("/years/", to="/years/new", **typed | {"new-year": "20x1"})
    assert answer.status_code == 422
    assert page_of(answer).form("/years/new").values()["new-year"] == ["20x1"]
    assert visitor.send("/years/", to="/years/new", **typed).headers["Location"] == "/years/2031"
    assert visitor.send("/years/", to="/years/new", **typed).status_code == 422
    assert "Not yet open" in visitor.page("/years/2031").text


def test_of_two_officers_who_edit_a_year_the_second_is_told_and_keeps_what_was_typed(app, client_as):
    appoint(app, "outsider", "city", "chengdu")
    first, second = client_as("city"), client_as("outsider", "city")
    read = second.page(PAGE).form(f"{PAGE}/days")
    set_days(first, filing_closes_on=SOON)
    answer = second.send_form(read, **{"days-filing_closes_on": LATER})
    assert answer.status_code == 409
    assert str(day(app, "filing_closes_on")) == SOON
    again = page_of(answer).form(f"{PAGE}/days")
    assert again.values()["days-filing_closes_on"] == [LATER]
    assert second.send_form(again).status_code == 303
    assert str(day(app, "filing_closes_on")) == LATER


# --- reopening ------------------------------------------------------------------------


def test_one_officer_asks_and_another_confirms(app, client_as, locked):
    first, second = client_as("city"), client_as("outsider", "city")
    assert ask(first, locked_on=SOON).status_code == 303
    page = first.page(PAGE)
    assert WHY in page.text
    assert "Another officer of the city has to confirm it." in page.text
    [(number,)] = rows(app, select(YearRequest.number))
    confirm = f"{PAGE}/requests/{number}/confirm"
    assert confirm not in {form.action for form in page.forms}
    own = first.post(confirm, data={"csrf_token": page.forms[0].values()["csrf_token"]})
    assert own.status_code == 422
    assert "another officer of the city has to confirm it" in page_of(own).text
    assert day(app, "locked_on") == TODAY
    assert second.send(PAGE, to=confirm).status_code == 303
    assert str(day(app, "locked_on")) == SOON
    assert "Confirmed" in second.page(PAGE).text


def test_a_request_without_reason_or_days_that_reopen_is_refused_and_kept(app, client_as, locked):
    for given in ({"locked_on": SOON, "reason": " "}, {"locked_on": str(TODAY)}, {"locked_on": "2019-12-31"}):
        answer = ask(client_as("city"), **given)
        assert answer.status_code == 422
        assert page_of(answer).form(f"{PAGE}/reopen").values()["again-locked_on"] == [given["locked_on"]]
    assert rows(app, select(YearRequest.number)) == []


def test_a_request_is_dropped_once(app, client_as, locked):
    visitor = client_as("outsider", "city")
    ask(client_as("city"), locked_on=SOON)
    [(number,)] = rows(app, select(YearRequest.number))
    form = visitor.page(PAGE).form(f"{PAGE}/requests/{number}/drop")
    assert visitor.send_form(form).status_code == 303
    assert visitor.send_form(form).status_code == 409
    assert day(app, "locked_on") == TODAY


# --- bases ----------------------------------------------------------------------------


def test_the_city_sets_the_validity_of_a_base(client_as, visitor):
    officer = client_as("city")
    assert "/providers/base-3" in officer.page("/providers").links
    assert "/providers/base-3" not in visitor.page("/providers").links
    read = officer.page("/providers/base-3").form("/providers/base-3")
    answer = officer.send_form(read, valid_from="2019-01-01", valid_to="2018-12-31")
    assert answer.status_code == 422
    assert page_of(answer).form("/providers/base-3").values()["valid_to"] == ["2018-12-31"]
    assert officer.send_form(read, valid_from="2019-01-01", valid_to="soon").status_code == 422
    assert officer.send_form(read, valid_from="2019-01-01", valid_to="2031-12-31").status_code == 303
    assert "until Dec\u00a031,\u00a02031" in visitor.page("/providers").text
    assert officer.send_form(read, valid_from="", valid_to="").status_code == 409
    for path in ("U00001", "nothing", "%00"):
        assert officer.get(f"/providers/{path}").status_code == 404


@pytest.mark.parametrize("who", ["claimant", "sector", "district", "base", "admin"])
def test_nobody_else_does(client_as, who):
    assert client_as(who).get("/providers/base-3").status_code == 403
