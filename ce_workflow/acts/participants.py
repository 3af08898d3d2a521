"""Finding the participant for whom an organiser files.

An identity number that nobody has is counted against the account that typed it: a few
mistakes cost nothing, trying numbers one after the other soon costs minutes each.
"""

from __future__ import annotations

from datetime import datetime

from ce_workflow.acts.waits import seconds_to_wait
from ce_workflow.errors import TooMany
from ce_workflow.people.actor import Actor
from ce_workflow.store import attempts
from ce_workflow.store.people import persons_with

FREE = 10
LONGEST = 600


def find_participant(index: str, actor: Actor, *, at: datetime) -> str | None:
    """The id of the person with this blind index, or None. Raises TooMany with the seconds to wait."""
    key = attempts.lookup_key(actor.user_id)
    if wait := seconds_to_wait(attempts.failures([key], at).get(key), at, free=FREE, longest=LONGEST):
        raise TooMany(seconds=wait)
    person = persons_with([index]).get(index)
    if person is None:
        attempts.count(key, at)
        return None
    return str(person.id)
