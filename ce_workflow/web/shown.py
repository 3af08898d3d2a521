"""What a reader is shown of a person and of the answers of a claim."""

from __future__ import annotations

from typing import Any

from ce_workflow.kinds.kind import Field, Kind
from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.people.names import masked_name
from ce_workflow.store import facts
from ce_workflow.store.evidence.limits import in_megabytes
from ce_workflow.web.say import say, value
from ce_workflow.words import N_


def person_name(name: str, reader: Actor) -> str:
    """The name; an auditor sees it masked, since a reveal is an act of its own."""
    return masked_name(name) if name and reader.role == roles.AUDITOR else name


def size(octets: int) -> str:
    """The size of a file, never rounded down."""
    return f"{in_megabytes(octets)} MB"


def answers(kind: Kind, given: dict[str, Any]) -> list[tuple[str, str]]:
    """The answers of a claim in words, in the order of the questions: (question, answer); blanks are left out."""
    return [(say(field.label), _answer(field, given[field.name])) for field in kind.fields if field.name in given]


def _answer(field: Field, given: Any) -> str:
    if isinstance(given, bool):
        return say(N_("Yes") if given else N_("No"))
    if field.options_from == "platforms":
        platform = facts.platforms().get(given)
        return str(platform.name) if platform else str(given)
    if field.choices:
        return next((say(choice.label) for choice in field.choices if choice.code == given), given)
    return value(given)
