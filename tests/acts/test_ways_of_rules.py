"""A rule set may settle the route and the notice period of a kind; else the measures of the authority do."""

from __future__ import annotations

import pytest

from ce_workflow.acts import rule_sets
from tests.acts.city import City
from tests.acts.rules import do

pytestmark = pytest.mark.template("cast")

NARROW = """\
authority = "chengdu-health"
year = 2019
version = 1
title = { zh = "卫健", en = "Health" }
in_force_from = 2019-01-01
inherits = "chengdu-2019"
[ways.training]
route = "unit_only"
[ways.patent]
notice_days = 7
"""


def test_the_route_and_the_notice_period_are_those_of_the_set(city: City) -> None:
    before = city.claim("submitted", "training")
    do(city, rule_sets.publish_text, NARROW, "sector")
    training, patent, degree = (city.claim("submitted", kind) for kind in ("training", "patent", "degree"))
    assert city.row(before).route == "unit_then_sector"
    assert (city.row(training).route, city.row(training).notice_days) == ("unit_only", 0)
    assert (city.row(patent).route, city.row(patent).notice_days) == ("unit_then_sector", 7)
    assert (city.row(degree).route, city.row(degree).notice_days) == ("unit_then_sector", 0)
    assert city.row(training).rule_version == "chengdu-health-2019.1"
    city.take("review", training, "unit").or_raise()
    assert city.row(training).state == "credited"
