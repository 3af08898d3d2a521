"""What is typed into any form is there again in the other language: kept while typing, kept when refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, update

from ce_workflow.clock import day_of, now
from ce_workflow.store.database import db
from ce_workflow.store.tables import Unsent
from ce_workflow.store.transaction import transaction
from ce_workflow.store.unsent import KEPT_FOR
from tests.acts.rules import city_text
from tests.cast import actor, make_claim, step_with
from tests.cli.typed import done
from tests.web.books import books, refusals
from tests.web.conftest import Visitor, page_of
from tests.web.filling import take
from tests.web.page import Page
from tests.web.step_doorway import ClientAs
from tests.web.test_unsent import kept

pytestmark = pytest.mark.template("cast")
NOTE = "证书写的是12.5学时。"


def address(page: Page, action: str) -> str:
    """Where the script sends what is typed into the form."""
    found = re.search(rf'action="{action}"[^>]*data-unsent="([^"]+)"', page.html)
    assert found, action
    return found[1]


def typing(visitor: Visitor, page: str, action: str, **typed: Any) -> Any:
    """Send what is typed into the form of this action at `page`, as the script does."""
    seen = visitor.page(page)
    return visitor.post(address(seen, action), data=seen.form(action).values() | typed)


def in_chinese(visitor: Visitor, page: str) -> Page:
    """The same page in the other language, by the button at its top."""
    token = visitor.page(page).forms[0].values()["csrf_token"]
    visitor.post("/language", data={"csrf_token": token, "language": "zh_CN", "next": page})
    found = visitor.page(page)
    assert found.lang == "zh-CN"
    return found


@pytest.mark.parametrize("place", ["/claims/{}", "/desk/{}", "/claims/{}/review"])
def test_what_is_typed_into_a_decision_survives_the_other_language(app: Flask, client_as: ClientAs, place: str) -> None:
    claim_id = make_claim(app)
    visitor, page, review = client_as("unit"), place.format(claim_id), f"/claims/{claim_id}/review"
    before = books(app)
    answer = typing(visitor, page, review, hours="12.5", reason="hours_adjusted", note=NOTE, checks=["took_part"])
    assert "Kept at " in answer.text
    typed = in_chinese(visitor, page).form(review).values()
    assert (typed["hours"], typed["note"], typed["checks"]) == (["12.5"], [NOTE], ["took_part"])
    assert typed["reason"] == ["hours_adjusted"]
    assert books(app) == before
    assert refusals(app) == []


def test_what_was_refused_survives_it_too(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor, page = client_as("unit"), f"/claims/{claim_id}/review"
    assert take(visitor, claim_id, "review", hours="12.5", note=NOTE, checks=["took_part"]).status_code == 422
    typed = in_chinese(visitor, page).form(page).values()
    assert (typed["hours"], typed["note"], typed["checks"]) == (["12.5"], [NOTE], ["took_part"])


def test_the_form_that_was_begun_stands_open_and_says_since_when(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor, reject = client_as("unit"), f"/claims/{claim_id}/reject"
    typing(visitor, f"/claims/{claim_id}", reject, note=NOTE)
    page = visitor.page(f"/claims/{claim_id}")
    opened = re.findall(r'<details class="step[^"]*" open>.*?</details>', page.html, re.DOTALL)
    assert any(f'action="{reject}"' in part for part in opened)
    assert page.text.count("and did not send") == 1


def test_an_appeal_that_is_begun_is_there_again(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected")
    visitor, appeal = client_as("claimant"), f"/claims/{claim_id}/appeal"
    typing(visitor, f"/claims/{claim_id}", appeal, note=NOTE)
    assert visitor.page(f"/claims/{claim_id}").form(appeal).values()["note"] == [NOTE]
    assert "Filled in half" not in visitor.page("/").text


def test_nobody_else_sees_it_and_it_goes_when_the_step_is_taken(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor, review = client_as("unit"), f"/claims/{claim_id}/review"
    typing(visitor, review, review, note=NOTE)
    assert client_as("unit2").page(review).form(review).values()["note"] == [""]
    assert take(visitor, claim_id, "review").status_code == 303
    assert kept(app) == []


def test_what_was_typed_of_a_claim_that_has_moved_on_is_not_shown_again(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor, reject = client_as("unit"), f"/claims/{claim_id}/reject"
    typing(visitor, reject, reject, note=NOTE)
    late = address(visitor.page(reject), reject)
    token = visitor.page(reject).form(reject).values()
    step_with(app, claim_id, "send_back")
    step_with(app, claim_id, "submit")
    assert visitor.post(late, data=token | {"note": NOTE}).status_code == 200
    assert visitor.page(reject).form(reject).values()["note"] == [""]


def test_forms_of_years_reductions_and_rules_are_kept_the_same_way(app: Flask, client_as: ClientAs) -> None:
    city, unit = client_as("city"), client_as("unit")
    roll = f"/roll/2019/{actor(app, 'claimant').person_id}/reductions"
    forms: list[tuple[Visitor, str, str, str, str]] = [
        (city, "/years/2019", "/years/2019/needs", "needs-total", "88"),
        (city, "/years/2019", "/years/2019/themes", "theme-theme", "一个主题"),
        (city, "/years/", "/years/new", "new-year", "2031"),
        (city, "/rules/new", "/rules/new", "text", "authority = "),
        (unit, roll, roll, "document", "市人医〔2019〕12号"),
    ]
    for visitor, page, action, name, text in forms:
        typing(visitor, page, action, **{name: text})
        assert visitor.page(page).form(action).values()[name] == [text], action
    assert in_chinese(city, "/years/2019").form("/years/2019/needs").values()["needs-total"] == ["88"]
    assert len(kept(app)) == len(forms)


def test_a_refused_reduction_and_a_refused_year_survive_the_other_language(app: Flask, client_as: ClientAs) -> None:
    city, unit = client_as("city"), client_as("unit")
    roll = f"/roll/2019/{actor(app, 'claimant').person_id}/reductions"
    assert unit.send(roll, document="12号", from_day="2019-13-01").status_code == 422
    assert in_chinese(unit, roll).form(roll).values()["from_day"] == ["2019-13-01"]
    past = str(day_of(now()).replace(year=2018))
    assert city.send("/years/2019", to="/years/2019/days", **{"days-locked_on": past}).status_code == 422
    assert in_chinese(city, "/years/2019").form("/years/2019/days").values()["days-locked_on"] == [past]
    assert city.send("/years/2019", to="/years/2019/needs", **{"needs-total": "95"}).status_code == 303
    assert city.page("/years/2019").form("/years/2019/needs").values()["needs-total"] == ["95"]


def test_a_rule_set_that_was_begun_can_be_begun_anew(client_as: ClientAs) -> None:
    city = client_as("city")
    typing(city, "/rules/new", "/rules/new", text="authority = ")
    assert "/rules/new?after=" in city.page("/rules/new").links
    assert city.page("/rules/new?after=").form("/rules/new").values()["text"][0] != "authority = "


@pytest.mark.parametrize("form", ["review-1.1", "x", "WyJyZXZpZXctMS4xIl0.forged"])
def test_only_what_a_page_of_ours_asks_to_be_kept_is_kept(app: Flask, client_as: ClientAs, form: str) -> None:
    claim_id = make_claim(app)
    visitor, review = client_as("unit"), f"/claims/{claim_id}/review"
    page = visitor.page(review)
    token = page.form(review).values()
    assert visitor.post(f"/unsent/{form}", data=token | {"note": NOTE}).status_code == 404
    assert visitor.post(address(page, review), data=token | {"note": "长" * 100_001}).status_code == 413
    assert (
        visitor.post(address(page, review), data=token | {"note": "", "hours": "", "state": "credited"}).status_code
        == 200
    )
    assert kept(app) == []


def test_after_a_refusal_at_the_desk_the_desk_is_marked(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor = client_as("unit")
    answer = visitor.send(f"/desk/{claim_id}", to=f"/claims/{claim_id}/review", hours="x")
    assert answer.status_code == 422
    assert re.findall(r'href="([^"]+)" aria-current="page"', page_of(answer).html) == ["/desk/"]
    alone = visitor.page(f"/claims/{claim_id}")
    assert re.findall(r'href="([^"]+)" aria-current="page"', alone.html) == ["/claims/"]


def test_a_step_takes_along_what_was_begun_of_other_steps_of_the_claim(app: Flask, client_as: ClientAs) -> None:
    claim_id, other = make_claim(app), make_claim(app, "patent")
    visitor = client_as("unit")
    for claim in (claim_id, other):
        reject = f"/claims/{claim}/reject"
        typing(visitor, reject, reject, note=NOTE)
    assert take(visitor, claim_id, "review").status_code == 303
    assert [row.form.partition(".")[0] for row in kept(app)] == [f"step-{other}"]


def test_what_comes_after_the_form_was_sent_is_never_shown(app: Flask, client_as: ClientAs) -> None:
    city, unit = client_as("city"), client_as("unit")
    roll = f"/roll/2019/{actor(app, 'claimant').person_id}/reductions"
    days = {"reason": "sick_leave", "from_day": "2019-03-01", "to_day": "2019-03-31", "document": "12号"}
    year = {f"new-{name}": text for name, text in [("total", "90"), ("public", "30"), ("professional", "60")]}
    year |= {"new-year": "2017", "new-opens_on": "2017-01-01"}
    forms: list[tuple[Visitor, str, str, str, str, dict[str, str]]] = [
        (city, "/years/", "/years/new", "new-total", "33", year),
        (city, "/rules/new", "/rules/new", "text", "authority = ", {"text": city_text(2), "do": "keep"}),
        (unit, roll, roll, "document", "9号", days),
    ]
    for visitor, page, action, name, late, sent in forms:
        seen = visitor.page(page)
        assert visitor.send_form(seen.form(action), **sent).status_code == 303, action
        assert visitor.post(address(seen, action), data=seen.form(action).values() | {name: late}).status_code == 200
        assert visitor.page(page).form(action).values()[name] != [late], action


def test_rules_that_a_colleague_writes_meanwhile_take_nothing_away(app: Flask, client_as: ClientAs) -> None:
    city = client_as("city")
    typing(city, "/rules/new", "/rules/new", text="authority = ")
    assert client_as("city2").send("/rules/new", text=city_text(2), do="keep").status_code == 303
    assert city.page("/rules/new").form("/rules/new").values()["text"] == ["authority = "]


def test_the_longest_rule_set_is_kept_and_a_longer_one_is_refused(app: Flask, client_as: ClientAs) -> None:
    city = client_as("city")
    text = "# x\n" * 25_000
    assert typing(city, "/rules/new", "/rules/new", text=text.replace("\n", "\r\n")).status_code == 200
    answer = city.send("/rules/new", text=text + "# x\n", do="check")
    assert answer.status_code == 422
    assert "at most 100000 characters" in page_of(answer).text


def reads(app: Flask, visitor: Visitor, page: str) -> int:
    """How often the page looks for what was typed."""
    asked: list[str] = []

    def hear(*told: Any) -> None:
        asked.append(told[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    visitor.page(page)
    event.remove(engine, "before_cursor_execute", hear)
    return sum("FROM ce_unsent" in sql for sql in asked)


def test_all_forms_of_a_page_are_read_at_once(app: Flask, client_as: ClientAs) -> None:
    city, unit, claim_id = client_as("city"), client_as("unit"), make_claim(app)
    assert reads(app, city, "/years/2019") == 1
    assert reads(app, unit, f"/desk/{claim_id}") == 1


def test_what_is_too_old_goes_with_the_clock_of_the_operator_whoever_typed_it(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    reject = f"/claims/{claim_id}/reject"
    typing(client_as("unit"), reject, reject, note=NOTE)
    done(app, "claims", "sweep-evidence")
    assert len(kept(app)) == 1
    old = now() - KEPT_FOR
    with app.app_context():
        transaction(lambda: db.session.execute(update(Unsent).values(saved_at=old)))
    done(app, "claims", "sweep-evidence")
    assert kept(app) == []
