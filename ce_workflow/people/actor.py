"""Who acts: an account, the natural person behind it, and the role taken for this request."""

from __future__ import annotations

from dataclasses import dataclass

from ce_workflow.people import roles


@dataclass(frozen=True)
class Actor:
    """An argument of every act, never looked up below the doorways.

    `scopes` are the codes of the organisations for which the role is held just now,
    the one that the act is done for first. `operator` is who typed the command, when
    an operator acts in somebody's name from the command line.
    """

    user_id: int | None
    username: str
    person_id: str | None
    role: str
    scopes: tuple[str, ...] = ()
    operator: str | None = None


SYSTEM = Actor(user_id=None, username="system", person_id=None, role=roles.SYSTEM)
"""What happens by itself."""

NOBODY = Actor(user_id=None, username="", person_id=None, role="nobody")
"""Whoever has not logged in; such an actor reaches nothing and appears in security events alone."""
