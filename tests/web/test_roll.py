"""The roll of a unit: who is met or short, by how much; who sees it; and reductions of a need, by form."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event, insert

from ce_workflow import clock
from ce_workflow.people.names import masked_name
from ce_workflow.store import roll
from ce_workflow.store.database import db
from ce_workflow.store.tables import Person
from ce_workflow.store.transaction import transaction
from ce_workflow.web.language import COOKIE
from tests.cast import HOSPITAL, NAMES, SCHOOL, actor, make_claim
from tests.web.appointing import appoint, change_year
from tests.web.rows import events

pytestmark = pytest.mark.template("cast")

LEAVE = {
    "reason": "maternity_leave",
    "from_day": "2019-03-01",
    "to_day": "2019-06-06",
    "document": "市人医〔2019〕12号",
}


def words(page):
    return " ".join(page.text.split())


def form_of(app, name="claimant"):
    return f"/roll/2019/{actor(app, name).person_id}/reductions"


def people_in(page):
    return [link for link in page.links if link.endswith("/reductions")]


# --- the roll ---------------------------------------------------------------------------


def test_a_reviewer_sees_everybody_of_the_unit_and_by_how_much_they_are_short(app, client_as):
    make_claim(app, "training", "credited")
    page = client_as("unit").page("/roll/2019")
    assert len(people_in(page)) == len(NAMES[HOSPITAL])
    text = words(page)
    assert "All: 7" in text
    assert "Short: 7" in text
    assert "Met: 0" in text
    assert re.search(r"闫斌静 Intermediate 0 / 30 18 / 60 18 / 90 0 short by 72 hours", text)
    assert text.count("short by 90 hours") == 6


def test_hours_on_their_way_stand_beside_what_is_credited(app, client_as):
    make_claim(app, "training", "submitted")
    assert re.search(
        r"闫斌静 Intermediate 0 / 30 0 / 60 0 / 90 18 short by 90 hours", words(client_as("unit").page("/roll/2019"))
    )


def test_it_says_by_which_document_the_year_asks(client_as):
    text = words(client_as("unit").page("/roll/2019"))
    assert "Intermediate 30 成人社函〔2019〕200号 三 60 人社部令第25号 第八条 90 人社部令第25号 第八条" in text


def test_the_roll_begins_with_the_year_that_began_last(client_as):
    assert words(client_as("unit").page("/roll/")) == words(
        client_as("unit").page(f"/roll/{clock.day_of(clock.now()).year}")
    )


def test_those_who_are_met_and_those_who_are_short_are_shown_apart(app, client_as):
    unit = client_as("unit")
    unit.send(form_of(app), **LEAVE | {"from_day": "2019-01-01", "to_day": "2019-12-31"})
    short, met = unit.page("/roll/2019?show=short"), unit.page("/roll/2019?show=met")
    assert (len(people_in(short)), people_in(met)) == (6, [form_of(app)])
    assert "Short: 6" in words(met)
    assert "Met: 1" in words(met)
    assert unit.get("/roll/2019?show=nonsense").status_code == 400


def test_it_goes_on_by_key_and_shows_everybody_once(app, client_as):
    fill(app, 120)
    unit, path, seen = client_as("unit"), "/roll/2019", []
    while path:
        page = unit.page(path)
        assert len(people_in(page)) <= roll.PAGE
        seen += people_in(page)
        path = next((link for link in page.links if "after=" in link), None)
    assert len(seen) == len(set(seen)) == 127
    assert unit.get("/roll/2019?after=nobody").status_code == 400


def test_the_database_is_asked_as_often_for_many_as_for_few(app, client_as):
    unit = client_as("unit")
    unit.page("/roll/2019")
    few = asked(app, unit)
    fill(app, 45)
    assert asked(app, unit) == few <= 9


def fill(app, count):
    """More people for the hospital; they stand on no roster, which the roll does not ask for."""
    columns = {"unit": HOSPITAL, "title_level": "junior", "quality_talent": False, "created_at": clock.now()}
    rows = [{"id": f"{place:032x}", "name": f"某{place:03}"} | columns for place in range(count)]
    with app.app_context():
        transaction(lambda: db.session.execute(insert(Person), rows))


def asked(app, visitor):
    seen = []

    def hear(*told):
        seen.append(told[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    visitor.page("/roll/2019")
    event.remove(engine, "before_cursor_execute", hear)
    return len(seen)


# --- who sees it ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("username", "hospital", "school"),
    [
        ("unit", 200, 404),
        ("unit-b", 404, 200),
        ("sector", 200, 404),
        ("sector-b", 404, 200),
        ("district", 200, 404),
        ("city", 200, 200),
        ("auditor", 200, 200),
        ("claimant", 403, 403),
        ("base", 403, 403),
        ("admin", 403, 403),
        ("security", 403, 403),
    ],
)
def test_the_roll_and_a_line_of_it_are_within_the_same_reach(app, client_as, username, hospital, school):
    visitor = client_as(username)
    for unit, name, status in ((HOSPITAL, "claimant", hospital), (SCHOOL, "outsider", school)):
        assert visitor.get(f"/roll/2019?unit={unit}").status_code == status
        assert visitor.get(form_of(app, name)).status_code == status


def test_who_has_several_units_chooses_one(app, client_as):
    assert "示例001医院" in client_as("sector").page("/roll/2019").headings[0]
    page = client_as("city").page("/roll/2019")
    assert {f"/roll/2019?unit={HOSPITAL}", f"/roll/2019?unit={SCHOOL}"} <= set(page.links)
    later = client_as("city").page("/roll/2019?from=U00002")
    assert f"/roll/2019?unit={HOSPITAL}" not in later.links
    appoint(app, "unit", "reviewer", SCHOOL)
    assert f"/roll/2019?unit={SCHOOL}" in client_as("unit").page("/roll/2019").links


@pytest.mark.parametrize("words", ["001医", "u00001"])
def test_a_unit_is_found_by_a_part_of_its_name_or_the_beginning_of_its_code(client_as, words):
    links = client_as("city").page(f"/roll/2019?q={words}").links
    assert f"/roll/2019?unit={HOSPITAL}" in links
    assert f"/roll/2019?unit={SCHOOL}" not in links


def test_what_no_unit_has_is_said_to_be_found_nowhere(client_as):
    assert "No unit has this in its name" in client_as("city").page("/roll/2019?q=%25").text


def test_auditors_see_names_and_documents_masked(app, client_as):
    client_as("unit").send(form_of(app), **LEAVE)
    auditor, name = client_as("auditor"), NAMES[HOSPITAL][0]
    line, person = auditor.page(f"/roll/2019?unit={HOSPITAL}"), auditor.page(form_of(app))
    for page in (line, person):
        assert masked_name(name) in page.text
        assert name not in page.html
    assert LEAVE["document"] not in person.html


def test_what_is_no_year_no_unit_and_no_person_is_not_found(client_as):
    unit = client_as("unit")
    for path in ("/roll/2001", "/roll/2019?unit=nobody", "/roll/2019?unit=%00", "/roll/2019/nobody/reductions"):
        assert unit.get(path).status_code == 404, path
    for path in (f"/roll/2001/{'0' * 32}/reductions", "/roll/2019/%00/reductions", f"/roll/2019/{'0' * 32}/reductions"):
        assert unit.get(path).status_code == 404, path


@pytest.mark.parametrize("username", ["unit", "sector", "district", "city", "auditor"])
def test_the_navigation_leads_there(client_as, username):
    assert "/roll/" in client_as(username).page("/help/").links


# --- reductions -------------------------------------------------------------------------


def test_a_reduction_is_decided_by_form_and_seen_by_the_professional(app, client_as):
    unit = client_as("unit")
    answer = unit.send(form_of(app), **LEAVE)
    assert (answer.status_code, answer.headers["Location"]) == (303, form_of(app))
    page = words(unit.page(form_of(app)))
    assert "65.5 hours to go" in page
    assert "maternity leave" in page
    assert LEAVE["document"] in page
    assert "need reduced" in words(unit.page("/roll/2019"))
    for path in ("/", "/ledger/", "/ledger/2019"):
        text = words(client_as("claimant").page(path))
        assert "Need reduced: maternity leave, 98 days, document 市人医〔2019〕12号" in text, path
        assert "0 / 21.5 hours" in text, path


def test_the_professional_reads_it_in_chinese(app, client_as):
    client_as("unit").send(form_of(app), **LEAVE)
    claimant = client_as("claimant")
    claimant.delete_cookie(COOKIE)
    assert "已减免学时要求：产假，98 天，依据文号 市人医〔2019〕12号" in words(claimant.page("/ledger/2019"))


def test_a_form_tries_against_the_reduced_need(app, client_as):
    client_as("unit").send(form_of(app), **LEAVE)
    claim_id = make_claim(app, "training", "draft")
    claimant = client_as("claimant")
    form = claimant.page(f"/claims/{claim_id}/edit").form(f"/claims/{claim_id}/edit")
    form.action = f"/claims/{claim_id}/edit/preview"
    assert "43.5" in claimant.send_form(form).get_data(as_text=True)


def test_what_stands_against_it_is_said_beside_its_field_and_nothing_typed_is_lost(app, client_as):
    unit = client_as("unit")
    answer = unit.send(form_of(app), **LEAVE | {"to_day": "2019-02-01", "document": ""})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "comes before the first" in text
    assert "is blank. Fill it in." in text
    assert 'value="2019-03-01"' in text
    assert events(app, "reduce_need") == []


def test_a_closed_year_is_said(app, client_as):
    change_year(app, 2019, deciding_closes_on="2020-02-29")
    answer = client_as("unit").send(form_of(app), **LEAVE)
    assert answer.status_code == 422
    assert "Deciding for 2019 closed on" in answer.get_data(as_text=True)


def test_a_reduction_is_cancelled_by_a_document(app, client_as):
    unit = client_as("unit")
    unit.send(form_of(app), **LEAVE)
    [number] = re.findall(r"reductions/(\d+)/cancel", unit.page(form_of(app)).html)
    there = f"{form_of(app)}/{number}/cancel"
    assert unit.send(form_of(app), to=there).status_code == 422
    assert unit.send(form_of(app), to=there, document="撤").status_code == 303
    page = unit.page(form_of(app))
    assert "90 hours to go" in words(page)
    assert "撤" in page.text
    assert "/cancel" not in page.html


def test_nobody_reduces_their_own_need(app, client_as):
    unit = client_as("unit")
    page = unit.page(form_of(app, "unit"))
    assert "This is what the year asks of you" in page.text
    assert form_of(app, "unit") not in [form.action for form in page.forms]
    form = unit.page(form_of(app)).form(form_of(app))
    form.action = form_of(app, "unit")
    assert unit.send_form(form, **LEAVE).status_code == 403
    assert [body["extra"]["code"] for body in events(app, "refused")] == ["own_need"]


@pytest.mark.parametrize("username", ["sector", "district", "city", "auditor"])
def test_others_see_reductions_and_decide_none(app, client_as, username):
    client_as("unit").send(form_of(app), **LEAVE)
    page = client_as(username).page(form_of(app))
    assert "maternity leave" in page.text
    assert "/cancel" not in page.html
    assert form_of(app) not in [form.action for form in page.forms]
