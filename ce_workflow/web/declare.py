"""Declarations: every view says who may open it, and whether it takes files.

The gate (`web.gate`) reads them before the view runs; a view that says nothing is open
to nobody. A house test reads them too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from ce_workflow.people.roles import GRANTED

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC = "public"
"""Stands among the roles of a view that whoever comes may open."""


def roles(*codes: str) -> Callable[[V], V]:
    """The view is for these roles: `@roles("reviewer", "verifier")`."""
    if strangers := set(codes) - set(GRANTED):
        raise ValueError(f"no such roles: {', '.join(sorted(strangers))}")
    return _open_to(frozenset(codes))


def any_role(view: V) -> V:
    """The view is for whoever has logged in."""
    return _open_to(frozenset(GRANTED))(view)


def public(view: V) -> V:
    """The view is for everybody, logged in or not."""
    return _open_to(frozenset({PUBLIC}))(view)


def takes_files(view: V) -> V:
    """The view takes uploads: its requests may be as large as `UPLOAD_LIMIT` instead of one megabyte."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def roles_of(view: Callable[..., Any] | None) -> frozenset[str]:
    """Who may open the view; nobody where it does not say."""
    found: frozenset[str] = getattr(view, "open_to", frozenset())
    return found


def _open_to(codes: frozenset[str]) -> Callable[[V], V]:
    def mark(view: V) -> V:
        view.open_to = codes  # type: ignore[attr-defined]
        return view

    return mark
