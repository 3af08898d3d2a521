"""Why a file is refused, in words: what happened and what to do.

One sentence a reason. The cleaners, which run in a process of their own, know only
the code of a reason; it meets its sentence here.
"""

from __future__ import annotations

from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.words import N_, Text

SAYS = {
    "empty": N_(
        "The file “%(name)s” is empty (0 bytes). Please choose it again; if it stays empty, scan or save it anew."
    ),
    "too_large": N_(
        "The file “%(name)s” has %(size)s MB; a file may have at most %(limit)s MB. "
        "Please scan it at a lower resolution, or split it."
    ),
    "type": N_("The file “%(name)s” has an ending that is not accepted here. Please upload a PDF, JPEG or PNG."),
    "disguised": N_("The file “%(name)s” is %(what)s under a %(declared)s name. Please upload a PDF, JPEG or PNG."),
    "wrong_ending": N_(
        "The file “%(name)s” is %(what)s under a %(declared)s name. "
        "Please give it its right ending, and upload it again."
    ),
    "unknown": N_(
        "The file “%(name)s” does not begin as a %(declared)s file does: it is damaged or something else. "
        "Please scan or save it anew as a PDF, JPEG or PNG."
    ),
    "unreadable": N_(
        "The file “%(name)s” cannot be read: it is damaged or no real %(declared)s file. "
        "Please scan or save it anew, and upload that."
    ),
    "encrypted": N_(
        "The file “%(name)s” is protected by a password or by restrictions. "
        "Please save it without protection, and upload that."
    ),
    "too_many_pages": N_(
        "The file “%(name)s” has %(pages)s pages; at most %(limit)s are accepted. "
        "Please upload only the pages that prove your claim."
    ),
    "too_many_pixels": N_(
        "The picture “%(name)s” is too large: at most %(megapixels)s million pixels, "
        "and %(side)s on a side, are accepted. Please take or save it at a lower resolution."
    ),
    "too_complex": N_(
        "The file “%(name)s” is built in such a way that checking it would take too much time or memory. "
        "Please print it to a new PDF or scan it, and upload that."
    ),
}


def finding(reason: str, field: str | None, **params: Any) -> Finding:
    """The finding for one of the reasons above; its code is `evidence_` and the reason."""
    return Finding(f"evidence_{reason}", Text(SAYS[reason], **params), field=field)
