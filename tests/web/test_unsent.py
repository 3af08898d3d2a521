"""Forms that are kept while they are typed: for their writer alone, and no act."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from ce_workflow import clock
from ce_workflow.store.database import db
from ce_workflow.store.tables import Unsent
from ce_workflow.store.transaction import transaction
from tests.answers import answers
from tests.cast import id_number, make_claim
from tests.web.books import books, claim_row, refusals
from tests.web.conftest import Visitor
from tests.web.filling import begin, filled
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")
TITLE = "写到一半的培训班"


def keep(visitor: Visitor, form: str, page: str, **typed: Any) -> Any:
    """Send what is typed into the form at `page`, as the script does."""
    hidden = {name: values[0] for name, values in visitor.page(page).form(page).values().items() if values}
    return visitor.post(f"/claims/unsent/{form}", data=hidden | typed)


def kept(app: Flask) -> list[Any]:
    with app.app_context():
        return list(db.session.execute(select(Unsent.form, Unsent.answers).order_by(Unsent.form)).all())


def title(visitor: Visitor, page: str) -> str:
    return visitor.page(page).form(page).values()["title"][0]


NEW = "/claims/new/training"


def test_what_was_typed_is_there_when_the_form_is_opened_again(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    before = books(app)
    answer = keep(visitor, "training", NEW, title=TITLE, class_hours="acht", result="passed")
    assert answer.status_code == 200
    assert ">Kept at " in answer.text
    form = visitor.page(NEW).form(NEW).values()
    assert (form["title"], form["class_hours"], form["result"]) == ([TITLE], ["acht"], ["passed"])
    assert "/claims/unsent/training/drop" in [form.action for form in visitor.page(NEW).forms]
    assert books(app) == before
    assert refusals(app) == []


def test_what_was_refused_is_there_in_the_other_language(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    hidden = {name: values[0] for name, values in visitor.page(NEW).form(NEW).values().items() if values}
    before = books(app)
    assert "acht" in visitor.post(NEW, data=hidden | {"title": TITLE, "class_hours": "acht"}).text
    visitor.post("/language", data={"csrf_token": hidden["csrf_token"], "language": "zh_CN", "next": NEW})
    page = visitor.page(NEW)
    assert (page.lang, page.form(NEW).values()["title"]) == ("zh-CN", [TITLE])
    assert books(app) == before


def test_nobody_else_sees_it_and_no_other_form_has_it(client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    keep(visitor, "training", NEW, title=TITLE)
    assert title(client_as("claimant2"), NEW) == ""
    assert title(client_as("unit2", "reviewer"), NEW) == ""
    assert title(visitor, "/claims/new/conference") == ""


def test_it_can_be_thrown_away(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    keep(visitor, "training", NEW, title=TITLE)
    answer = visitor.send(NEW, to="/claims/unsent/training/drop")
    assert (answer.status_code, answer.headers["Location"]) == (303, NEW)
    assert title(visitor, NEW) == ""
    assert kept(app) == []


def test_blank_answers_leave_nothing(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    keep(visitor, "training", NEW, title=TITLE)
    keep(visitor, "training", NEW, title=" ")
    assert kept(app) == []


def test_it_goes_when_the_form_is_saved_and_what_comes_late_is_not_kept(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    form = visitor.page(NEW).form(NEW)
    keep(visitor, "training", NEW, title=TITLE)
    assert visitor.send_form(form, **filled("training")).status_code == 303
    assert kept(app) == []
    late = {name: values[0] for name, values in form.values().items()} | {"title": TITLE}
    assert visitor.post("/claims/unsent/training", data=late).status_code == 200
    assert kept(app) == []


def test_a_refused_form_is_kept_on(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    keep(visitor, "training", NEW, title=TITLE)
    assert visitor.send(NEW, **answers("training", hours_claimed="x")).status_code == 422
    assert [row.form for row in kept(app)] == ["training"]


def test_changes_of_a_draft_are_kept_until_it_is_saved_or_changed_elsewhere(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    edit = f"/claims/{claim_id}/edit"
    keep(visitor, str(claim_id), edit, title=TITLE)
    assert title(visitor, edit) == TITLE
    first = visitor.page(edit).form(edit)
    assert visitor.send_form(first, title="保存了").status_code == 303
    assert kept(app) == []
    old = {name: values[0] for name, values in first.values().items() if values}
    visitor.post(f"/claims/unsent/{claim_id}", data=old | {"title": TITLE})
    assert title(visitor, edit) == "保存了"
    assert title(visitor, NEW) == ""


def test_a_correction_is_a_form_of_its_own(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, "training", "revoked")
    visitor = client_as("claimant")
    page = visitor.page(f"{NEW}?corrects={claim_id}").form(NEW).values()
    typed = {name: values[0] for name, values in page.items() if values} | {"title": TITLE}
    visitor.post(f"/claims/unsent/training-{claim_id}", data=typed)
    form = visitor.page(f"{NEW}?corrects={claim_id}").form(NEW).values()
    assert (form["title"], form["corrects"]) == ([TITLE], [str(claim_id)])
    assert f"{NEW}?corrects={claim_id}" in visitor.page("/").links
    assert title(visitor, NEW) == ""


def test_what_is_filled_in_half_is_found_on_the_first_page(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    edit = f"/claims/{claim_id}/edit"
    keep(visitor, "training", NEW, title=TITLE)
    keep(visitor, str(claim_id), edit, title="改了一半的题目")
    page = visitor.page("/")
    assert f"Filled in half: {TITLE}" in page.text
    assert "Filled in half: 改了一半的题目" in page.text
    assert page.links.count(NEW) == 1
    assert "Filled in half" not in client_as("claimant2").page("/").text
    assert visitor.send(edit, title="保存了").status_code == 303
    visitor.send(NEW, to="/claims/unsent/training/drop")
    assert "Filled in half" not in visitor.page("/").text


def test_identity_numbers_and_what_is_not_asked_for_are_never_kept(app: Flask, client_as: ClientAs) -> None:
    organiser = client_as("unit2", "reviewer")
    keep(organiser, "training", NEW, title=TITLE, participant=id_number(0), state="credited")
    assert id_number(0) not in kept(app)[0].answers
    assert "credited" not in kept(app)[0].answers
    assert organiser.page(NEW).form(NEW).values()["participant"] == [""]


def test_after_thirty_days_it_is_forgotten(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    keep(visitor, "training", NEW, title=TITLE)
    old = clock.now() - timedelta(days=31)
    with app.app_context():
        transaction(lambda: db.session.execute(update(Unsent).values(saved_at=old)))
    assert title(visitor, NEW) == ""
    keep(visitor, "patent", "/claims/new/patent", title="一种支架")
    assert [row.form for row in kept(app)] == ["patent"]


@pytest.mark.parametrize("form", ["nothing", "0", "007", "training-", "training-x", "999999", "-1"])
def test_a_form_that_is_none_is_not_found(app: Flask, client_as: ClientAs, form: str) -> None:
    assert keep(client_as("claimant"), form, NEW, title=TITLE).status_code == 404
    assert kept(app) == []


def test_the_claim_of_another_is_not_found(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="draft")
    assert keep(client_as("outsider"), str(claim_id), NEW, title=TITLE).status_code == 404


@pytest.mark.parametrize(("who", "role"), [("claimant", "claimant"), ("unit2", "reviewer")])
def test_of_a_claim_that_nobody_changes_any_more_nothing_is_kept_or_tried(
    app: Flask, client_as: ClientAs, who: str, role: str
) -> None:
    claim_id = make_claim(app, state="submitted")
    visitor = client_as(who, role)
    hidden = visitor.page(NEW).form(NEW).values() | {"seen_version": [str(claim_row(app, claim_id).version)]}
    assert "is not kept any more" in visitor.post(f"/claims/unsent/{claim_id}", data=hidden | {"title": TITLE}).text
    assert kept(app) == []
    assert visitor.post(f"/claims/{claim_id}/edit/preview", data=hidden | {"title": TITLE}).status_code in (403, 409)


def test_without_a_token_by_a_stranger_or_too_large_it_is_refused(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    assert visitor.post("/claims/unsent/training", data={"title": TITLE}).status_code == 400
    assert keep(visitor, "training", NEW, note="长" * 100_001).status_code == 413
    token = client_as("auditor")
    data = {"csrf_token": token.page("/claims/").forms[0].values()["csrf_token"][0], "title": TITLE}
    assert token.post("/claims/unsent/training", data=data).status_code == 403
    assert kept(app) == []
