"""What co-owners of an achievement have left, on the pages of those who claim it and of those who decide."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Balance, Claim, Person
from tests import cast
from tests.acts.city import City
from tests.acts.rules import publish
from tests.acts.test_co_owners import NUMBER, owned, with_together
from tests.web.conftest import page_of
from tests.web.filling import filled, take
from tests.web.step_doorway import ClientAs
from tests.web.test_preview import new

pytestmark = pytest.mark.template("cast")

LEFT = "other co-owners have 42, 6 were left."


@pytest.fixture
def city(app: Flask) -> Any:
    with app.app_context():
        publish(City(app), with_together(2))
    return City(app)


def kept(city: City, column: Any, where: Any) -> Any:
    """A value as it is kept; outside of any request."""
    with city.app.app_context():
        return db.session.scalar(select(column).where(where))


def test_the_estimate_the_claim_and_the_desk_show_what_was_left(city: City, client_as: ClientAs) -> None:
    owned(city, 2, "claimant", "credited")
    typed = filled("patent", patent_number=NUMBER, inventor_rank="1", hours_claimed="6")
    assert LEFT in new(client_as("claimant2", "claimant"), "patent", **typed).text
    second = owned(city, 1, "claimant2", hours_claimed="6")
    first_owner = str(kept(city, Person.name, Person.id == city.actor("claimant").person_id))
    for who, path in (("claimant2", "claims"), ("unit", "claims"), ("unit", "desk")):
        page = client_as(who).page(f"/{path}/{second}")
        assert LEFT in page.text
    assert first_owner not in client_as("claimant2", "claimant").page(f"/claims/{second}").text


def test_a_decider_who_gives_more_is_told_at_the_hours_how_much_there_is(city: City, client_as: ClientAs) -> None:
    owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", hours_claimed="48")
    answer = take(client_as("unit"), second, "review", hours="48")
    assert answer.status_code == 422
    page = page_of(answer)
    assert 'href="#review-hours"' in page.html
    assert "so recognise at most 6." in page.text
    assert "三（三）3" in page.text


def test_who_may_revoke_sees_that_hours_became_free_and_who_claims_the_next_gets_them(
    city: City, client_as: ClientAs
) -> None:
    first = owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", "credited", hours_claimed="6")
    path = f"/claims/{second}"
    assert "today they would be" not in client_as("sector").page(path).text
    take(client_as("sector"), first, "revoke")
    page = client_as("sector").page(path)
    assert "as they were worked out then, 6; today they would be 48." in page.text
    mine = Balance.person_id == city.actor("claimant2").person_id
    assert kept(city, Balance.units, mine) == kept(city, Claim.units_recognised, Claim.id == second) == 600
    assert "today they would be" not in client_as("claimant2", "claimant").page(path).text
    third = owned(city, 3, "outsider")
    assert kept(city, Claim.units_computed, Claim.id == third) == 3600


def test_the_same_file_twice_is_told_to_who_files_it(city: City, client_as: ClientAs) -> None:
    both = cast.keep(city.app, "both.pdf")
    pieces = [(piece, both) for piece, _ in cast.files(city.app, "study_abroad")]
    claim_id = cast.make_claim(city.app, "study_abroad", "draft", evidence=pieces, at=city.at)
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert "The same file is given as" in page.text
    cast.step_with(city.app, claim_id, "submit", at=city.at)
    assert "The same file is given as" in client_as("unit").page(f"/desk/{claim_id}").text
    other = cast.make_claim(city.app, "study_abroad", "draft", "claimant2", at=city.at)
    assert "The same file is given as" not in client_as("claimant2", "claimant").page(f"/claims/{other}").text
