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

REVEAL_PURPOSES = {
    "inspection": N_("Inspection"),
    "complaint": N_("A complaint or report"),
    "appeal": N_("A dispute about this claim"),
    "security": N_("A security incident"),
}
"""What an auditor may need personal data for."""


def person_name(name: str, reader: Actor, *, revealed: bool = False) -> str:
    """The name; an auditor sees it masked, unless it is `revealed`, which is recorded (`web.reveal`)."""
    return masked_name(name) if name and is_masked(reader, revealed=revealed) else name


def is_masked(reader: Actor, *, revealed: bool) -> bool:
    """Are names, and what people wrote or called their files, kept from this reader?"""
    return reader.role == roles.AUDITOR and not revealed


def file_name(file: Any, label: str, reader: Actor, *, revealed: bool) -> str:
    """What a file is called: by its sender, or for who may not see that, by the piece of evidence it is."""
    if is_masked(reader, revealed=revealed):
        return f"{say(label)}.{file.media_type.partition('/')[2]}"
    return str(file.name)


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
