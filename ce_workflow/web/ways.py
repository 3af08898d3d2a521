"""What a reader can do after a refusal or a fault, by its status: always a way on."""

from __future__ import annotations

from collections.abc import Sequence

from ce_workflow.words import N_

_SAFE = N_("What you handed in before is safe.")
_ANOTHER_ROLE = N_("If you hold several roles, take the one that this belongs to.")
_CLAIM = N_("Look for it in the list of claims of the role that you take now.")
_LOG_IN = N_("If you look for a claim, log in first.")
WAYS = {
    400: (N_("Go back one page and send it again."), N_("If it happens again, begin anew from the first page.")),
    403: (
        _ANOTHER_ROLE,
        N_("If you need it for your work, ask the administrator for the role."),
    ),
    404: (
        N_("Check whether the address was typed or copied whole."),
        _CLAIM,
        _LOG_IN,
    ),
    405: (N_("Open the page anew and use its buttons."),),
    409: (N_("Read it as it is now, then decide what to do. Nothing of yours was saved."),),
    413: (
        N_("If it was a text, shorten it."),
        N_("If it was files, photograph or scan with a lower resolution, or send fewer at once."),
        N_("Go back one page: what you typed is still there."),
    ),
    422: (N_("Go back one page and put it right: what you typed is still there."),),
    429: (N_("Wait as long as it says, then go back one page and try again."),),
    500: (N_("Try again in a moment."), _SAFE, N_("If it happens again, tell the administrator when it happened.")),
    503: (N_("Wait a minute, then open the page again."), _SAFE),
}


def ways(status: int, *, roles: int = 0, path: str = "") -> Sequence[str]:
    """What to do, as message ids; that of the nearest kind of trouble for a status that is not among them.

    `roles` that the reader holds: who has one is not told to take another, and who has none may have to log in.
    """
    found = WAYS.get(status) or WAYS[500 if status >= 500 else 400]
    fits = {_ANOTHER_ROLE: roles > 1, _CLAIM: roles > 0 and path.startswith("/claims/"), _LOG_IN: not roles}
    return tuple(way for way in found if fits.get(way, True))
