"""What holds for the doorway of every step; the file of each step fills in who and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, ClassVar

from flask import Flask

from tests.cast import make_claim
from tests.web.books import books, claim_row, last_request, refusals
from tests.web.conftest import Visitor, page_of
from tests.web.filling import page_text, take

ClientAs = Callable[..., Visitor]


class StepDoorway:
    """`state` is where the step begins and `after` where it leads; `by` takes it, `role` if not the usual one."""

    step: ClassVar[str]
    state: ClassVar[str]
    after: ClassVar[str]
    by: ClassVar[str]
    role: ClassVar[str | None] = None
    events: ClassVar[list[tuple[str, str]]]
    kind: ClassVar[str] = "training"
    wrong_state: ClassVar[str] = "withdrawn"
    wrong_desk: ClassVar[str] = "base"
    stranger: ClassVar[str] = "outsider"
    leads_to: ClassVar[str] = "/desk/"

    @property
    def path(self) -> str:
        return self.step.replace("_", "-")

    def visit(self, client_as: ClientAs) -> Visitor:
        return client_as(self.by, self.role)

    def test_it_works(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.state)
        visitor = self.visit(client_as)
        answer = take(visitor, claim_id, self.path)
        assert answer.status_code == 303, page_text(answer)
        assert answer.headers["Location"] == self.leads_to.format(claim_id)
        assert claim_row(app, claim_id).state == self.after
        assert last_request(app, claim_id) == self.events
        assert 'class="notice notice-done"' in visitor.page(answer.headers["Location"]).html

    def test_get_shows_the_form_and_changes_nothing(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.state)
        before = books(app)
        address = f"/claims/{claim_id}/{self.path}"
        page = self.visit(client_as).page(f"{address}?reason=other&note=genug&hours=1&checks=all")
        assert page.form(address).method == "post"
        assert books(app) == before

    def test_T_10_a_stranger_gets_404_as_for_nothing_at_all(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.state)
        before = books(app)
        visitor = client_as(self.stranger)
        token = visitor.page("/claims/").forms[0].values()
        there = visitor.post(f"/claims/{claim_id}/{self.path}", data=token)
        nowhere = visitor.post(f"/claims/999999/{self.path}", data=token)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert digest(there) == digest(nowhere)
        assert visitor.get(f"/claims/{claim_id}/{self.path}").status_code == 404
        assert books(app) == before
        assert refusals(app)[0] == (self.step, "not_found")

    def test_the_wrong_desk_gets_403(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.state)
        before = books(app)
        visitor = client_as(self.wrong_desk)
        answer = self.post(visitor, claim_id)
        assert answer.status_code == 403, page_text(answer)
        assert visitor.get(f"/claims/{claim_id}/{self.path}").status_code == 403
        assert books(app) == before
        assert refusals(app)[0][0] == self.step

    def test_the_wrong_state_gets_409(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.wrong_state)
        before = books(app)
        visitor = self.visit(client_as)
        answer = self.post(visitor, claim_id, note="Ich schrieb das.", reason="other")
        assert answer.status_code == 409, page_text(answer)
        assert visitor.get(f"/claims/{claim_id}/{self.path}").status_code == 409
        assert books(app) == before

    def test_T_03_the_same_step_twice_is_one_event(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.state)
        visitor = self.visit(client_as)
        form = visitor.page(f"/claims/{claim_id}").form(f"/claims/{claim_id}/{self.path}")
        assert take(visitor, claim_id, self.path).status_code == 303
        once = books(app)
        again = visitor.send_form(form, note="还有一句话。")
        assert again.status_code == 409
        if self.step not in ("submit", "withdraw"):
            assert "还有一句话。" in again.text
        assert books(app) == once

    def test_without_a_token_it_is_refused(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, self.kind, self.state)
        before = books(app)
        answer = self.visit(client_as).post(f"/claims/{claim_id}/{self.path}", data={"note": "没有令牌。"})
        assert answer.status_code == 400
        assert books(app) == before

    def post(self, visitor: Visitor, claim_id: int, **given: Any) -> Any:
        """Post to the address of the step without its form, which the page may not have."""
        token = visitor.page("/claims/").forms[0].values()["csrf_token"]
        return visitor.post(f"/claims/{claim_id}/{self.path}", data={"csrf_token": token, **given})


def digest(answer: Any) -> str:
    """Of what the page says, without its tokens; two long texts that differ would take minutes to be told apart."""
    return hashlib.sha256(page_of(answer).text.encode()).hexdigest()


__all__ = ["ClientAs", "StepDoorway", "digest"]
