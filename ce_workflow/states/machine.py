"""The machine: the topology of the steps, held by `transitions`, and nothing else.

Permissions, rules and effects stay outside: a condition of the library that fails
returns False and loses the reason. One machine serves all threads, since it never
keeps a model: each step moves a throw-away token.
"""

from __future__ import annotations

import logging
from functools import lru_cache

from transitions import Machine, MachineError

from ce_workflow.states.names import DRAFT, STATES
from ce_workflow.states.steps import STEPS

logging.getLogger("transitions").setLevel(logging.WARNING)

ARROWS = [
    {"trigger": name, "source": source, "dest": target}
    for name, source, target in dict.fromkeys((step.name, step.source, step.target) for step in STEPS if step.source)
]

machine = Machine(
    model=None,
    states=list(STATES),
    transitions=ARROWS,
    initial=DRAFT,
    auto_transitions=False,
    send_event=True,
    queued=False,
)


class Token:
    """What the machine moves in place of a claim."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


@lru_cache(maxsize=256)
def state_after(name: str, state: str) -> str | None:
    """The state to which step `name` leads from `state`; None where there is no such step."""
    token = Token(state)
    try:
        machine.events[name].trigger(token)
    except (MachineError, KeyError):
        return None
    return token.state
