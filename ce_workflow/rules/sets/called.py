"""What facts are called: as the forms ask for them, as the authority names its measures and bands."""

from __future__ import annotations

from collections.abc import Mapping

from ce_workflow.kinds import KINDS
from ce_workflow.rules.sets.facts import ACHIEVEMENT
from ce_workflow.rules.sets.shape import Band, Measure, Way
from ce_workflow.words import N_, Own, Text

Called = Mapping[str, Text]

ALWAYS = {
    "title_level": Text(N_("Title level")),
    "filed_on": Text(N_("Day of filing")),
    "year": Text(N_("Year")),
    ACHIEVEMENT: Text(N_("Achievement")),
}


def called(way: Way) -> Called:
    """The name of each fact of the way that has one, by the word that a set writes for it."""
    kind = KINDS.get(way.name)
    asked = {field.name: Text(field.label) for field in kind.fields} if kind else {}
    own: dict[str, Measure | Band] = {**way.measures, **way.bands}
    return {**ALWAYS, **asked, **{name: Own(one.called.zh, one.called.en) for name, one in own.items() if one.called}}


def name_of(fact: str | None, names: Called) -> Text | str:
    """What it is called; as it is written where nobody gave it a name."""
    return names[fact] if fact and fact in names else fact or ""
