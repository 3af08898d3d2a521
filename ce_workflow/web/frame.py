"""The frame of every page: who asks, under which request, in which words.

Views import from here: the declarations that each of them carries, the actor, the
request's id, and the reader's language.
"""

from __future__ import annotations

from ce_workflow.web.declare import any_role, public, roles, takes_files
from ce_workflow.web.gate import answered, refuse, request_id
from ce_workflow.web.say import say
from ce_workflow.web.visit import current_actor, current_visit

__all__ = [
    "answered",
    "any_role",
    "current_actor",
    "current_visit",
    "public",
    "refuse",
    "request_id",
    "roles",
    "say",
    "takes_files",
]
