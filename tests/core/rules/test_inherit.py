"""A narrower set is laid over a wider one: what it says holds, what it leaves out is inherited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ce_workflow.rules.sets.asked import names_of
from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.explain import explained
from ce_workflow.rules.sets.inherit import inherit
from ce_workflow.rules.sets.shape import RuleSet, Way
from tests.core.claims_2019 import CITY
from tests.core.rules.written import city, rules

DISTRICT = """\
authority = "wuhou"
year = 2019
version = 3
title = { zh = "武侯区", en = "Wuhou" }
in_force_from = 2019-02-01
inherits = "chengdu-2019"
drops = ["degree.year.all_degrees", "patent.eligible.design_patent"]
[documents]
notice = "武人社发〔2019〕9号"
[ways.patent]
[[ways.patent.base]]
id = "first_inventor"
by = "patent_type"
hours = { invention = 50, utility_model = 40, design = 20 }
basis = "notice 二"
[[ways.degree.cap]]
id = "one_degree"
hours = 60
basis = "notice 三"
"""

SECTOR = """\
authority = "wuhou-health"
year = 2019
version = 1
title = { zh = "武侯区卫健局", en = "Health, Wuhou" }
in_force_from = 2019-03-01
inherits = "wuhou-2019"
[documents]
notice = "武卫发〔2019〕1号"
[rounding]
step = "0.5"
mode = "half_up"
basis = "notice 一"
[need]
total = 100
professional = 70
basis = "notice 一"
[need_by_title.junior]
total = 50
basis = "notice 一"
[[ways.patent.rank]]
id = "rank"
rank = "inventor_rank"
less_a_rank = 10
basis = "notice 二"
[ways.rounds]
subject = "professional"
year_by = "held_on"
basis = "notice 三"
[[ways.rounds.base]]
id = "hours"
hours = 1
for_each = "class_hours"
basis = "notice 三"
"""


def district() -> RuleSet:
    return rules(DISTRICT, city())


def sector() -> RuleSet:
    return rules(SECTOR, district(), city())


def hours(of: RuleSet, way: str, **facts: object) -> Decimal | None:
    return evaluate(of, of.ways[way], facts).hours


def test_a_line_of_the_same_name_replaces_the_inherited_one() -> None:
    assert hours(city(), "patent", patent_type="invention", inventor_rank=2) == 42
    assert hours(district(), "patent", patent_type="invention", inventor_rank=2) == 44
    assert hours(sector(), "patent", patent_type="invention", inventor_rank=2) == 40


def test_a_new_line_is_added() -> None:
    assert hours(district(), "degree", courses_passed=6) == 60


def test_a_dropped_line_does_not_hold_and_a_figure_widens_what_counts() -> None:
    wide = rules(DISTRICT.replace("hours = 60", "hours = 90"), city())
    assert hours(city(), "degree", courses_passed=6) == 72
    assert hours(wide, "degree", courses_passed=6) == 90
    assert hours(district(), "patent", patent_type="design", inventor_rank=1) == 20


def test_a_new_line_of_the_base_comes_before_those_inherited() -> None:
    text = (
        DISTRICT + '[[ways.training.base]]\nid = "seminar"\nwhen = { result = "passed" }\nhours = 5\nbasis = "notice"\n'
    )
    training = rules(text, city()).ways["training"]
    assert [line.id for line in training.lines["base"]] == ["seminar", "class_hours"]


def test_every_line_keeps_the_set_that_wrote_it() -> None:
    patent = sector().ways["patent"]
    origins = {f"{line.step}.{line.id}": line.origin for lines in patent.lines.values() for line in lines}
    assert origins == {"base.first_inventor": "wuhou-2019.3", "rank.rank": "wuhou-health-2019.1"}
    assert sector().ways["training"].origin == "chengdu-2019.1"


def test_documents_of_the_same_name_stay_apart() -> None:
    way = sector().ways
    cited = {
        "own": sector().cite(way["rounds"].basis),
        "district": sector().cite(way["degree"].lines["cap"][0].basis),
        "city": sector().cite(way["training"].basis),
    }
    assert cited == {
        "own": "武卫发〔2019〕1号 三",
        "district": "武人社发〔2019〕9号 三",
        "city": "成人社函〔2019〕200号 三(三)1",
    }


def test_a_document_of_the_same_name_and_text_is_one() -> None:
    text = DISTRICT.replace("武人社发〔2019〕9号", "成人社函〔2019〕200号")
    assert rules(text, city()).documents == city().documents


def test_a_new_name_for_a_document_is_never_one_that_is_taken() -> None:
    text = DISTRICT.replace("[documents]", '[documents]\nchengdu_notice = "另一份文件"')
    found = rules(text, city())
    assert found.cite(found.ways["training"].basis).startswith("成人社函〔2019〕200号")
    assert found.documents["chengdu_notice"] == "另一份文件"


def test_need_limits_and_rounding_are_inherited_where_nothing_is_said() -> None:
    narrow, wide = district(), city()
    assert narrow.need is not None
    assert wide.need is not None
    assert (narrow.need.total, narrow.need.minimum) == (wide.need.total, wide.need.minimum)
    assert narrow.rounding == wide.rounding
    assert (narrow.possible_a_day, narrow.plausible_a_day) == (24, 10)
    assert narrow.limits_basis == wide.limits_basis


def test_need_and_rounding_are_replaced_where_something_is_said() -> None:
    own = sector()
    assert own.need is not None
    assert own.need.total == 100
    assert own.rounding is not None
    assert (own.rounding.step, own.rounding.mode) == (Decimal("0.5"), "half_up")
    assert own.need_by_title["junior"].total == 50


def test_a_need_by_title_cites_the_document_of_the_set_that_wrote_it() -> None:
    text = SECTOR.replace("wuhou-health", "clinic").replace("wuhou-2019", "wuhou-health-2019")
    text = (
        text[: text.index("[need]")].replace("武卫发〔2019〕1号", "诊所办法") + '[ways.rounds]\nbasis = "notice 九"\n'
    )
    clinic = rules(text, sector(), district(), city())
    assert clinic.cite(clinic.need_by_title["junior"].basis) == "武卫发〔2019〕1号 一"
    assert clinic.need is not None
    assert clinic.cite(clinic.need.basis) == "武卫发〔2019〕1号 一"
    assert clinic.cite(clinic.ways["rounds"].basis) == "诊所办法 九"


def test_a_set_that_names_no_way_has_all_of_the_wider_one() -> None:
    text = DISTRICT[: DISTRICT.index("drops")] + '[documents]\nown = "x"\n'
    assert rules(text, city()).ways.keys() == city().ways.keys()


def test_settings_of_a_way_are_inherited_one_by_one() -> None:
    text = DISTRICT + '[ways.training]\nroute = "unit_only"\nevidence = "certificate"\n'
    training, wide = rules(text, city()).ways["training"], city().ways["training"]
    assert (training.route, training.evidence) == ("unit_only", ("certificate",))
    assert (training.subject, training.span, training.measures) == (wide.subject, wide.span, wide.measures)


def test_the_trace_says_from_where_each_line_comes() -> None:
    own = sector()
    facts = {"patent_type": "invention", "inventor_rank": 2, "granted_on": date(2019, 5, 1)}
    lines = list(explained(own, evaluate(own, own.ways["patent"], facts), names_of(own.ways["patent"])))
    assert [(line.origin, line.cited) for line in lines] == [
        ("wuhou-2019.3", "武人社发〔2019〕9号 二"),
        ("wuhou-health-2019.1", "武卫发〔2019〕1号 二"),
    ]


def test_what_is_worked_out_is_pinned_to_the_version_of_the_narrowest_set() -> None:
    assert evaluate(sector(), sector().ways["rounds"], {"class_hours": 3}).version == "wuhou-health-2019.1"


def test_a_circle_is_refused_whether_short_or_long() -> None:
    own = DISTRICT.replace("chengdu-2019", "wuhou-2019")
    assert _inherits_fault(own, {}).startswith("The set inherits from itself, by way of: wuhou-2019. Name a wider one")
    long = DISTRICT.replace('inherits = "chengdu-2019"', 'inherits = "wuhou-health-2019"')
    assert "wuhou-health-2019, wuhou-2019" in _inherits_fault(long, {"wuhou-health-2019": sector()})


def test_a_set_that_is_not_published_cannot_be_inherited() -> None:
    assert _inherits_fault(DISTRICT, {}) == (
        "There is no published set “chengdu-2019” to inherit from. Publish it first."
    )


def _inherits_fault(text: str, sets: dict[str, RuleSet]) -> str:
    _, [fault] = check(text, sets.get)
    assert (fault.line, fault.path) == (6, "inherits")
    return str(fault.text)


def test_only_what_is_inherited_can_be_dropped() -> None:
    text = DISTRICT.replace("design_patent", "no_such_line")
    _, [fault, never_reached] = check(text, {"chengdu-2019": city()}.get)
    assert fault.line == 7
    assert "Nobody gets the figure for “design”" in str(never_reached.text)
    assert str(fault.text) == "“patent.eligible.no_such_line” is not inherited: there is nothing to drop."


def test_a_way_that_nobody_wider_knows_is_whole_in_itself() -> None:
    text = SECTOR.replace('subject = "professional"\n', "")
    _, faults = check(text, {"wuhou-2019": district()}.get)
    assert [(fault.line, fault.path) for fault in faults] == [(25, "ways.rounds")]


def test_the_sentence_for_those_who_claim_goes_when_its_figures_do() -> None:
    city = CITY.ways["patent"]
    base = replace(city.lines["base"][0], hours={"invention": Decimal(40), "utility_model": Decimal(30)})
    other = replace(CITY, authority="district", ways={"patent": Way("patent", lines={"base": (base,)})})
    told = replace(
        CITY, authority="district", ways={"patent": Way("patent", lines={"eligible": city.lines["eligible"]})}
    )
    assert city.in_short is not None
    assert inherit(other, CITY).ways["patent"].in_short is None
    assert inherit(told, CITY).ways["patent"].in_short == city.in_short
    assert inherit(other, CITY).ways["training"].in_short == CITY.ways["training"].in_short
