"""Evidence files: what is accepted from outside, and what is kept of it.

`inspect` lets in PDF, JPEG and PNG only, looks at the bytes and not at the sender's
word, and hands back a cleaned copy; `check_set` holds a claim to its limits;
`content_disposition` names a file in a download. Nothing here knows rows or requests.
"""

from ce_workflow.store.evidence.accepted import Accepted, EvidenceRefused, inspect
from ce_workflow.store.evidence.limits import check_set
from ce_workflow.store.evidence.names import content_disposition, display_name

__all__ = ["Accepted", "EvidenceRefused", "check_set", "content_disposition", "display_name", "inspect"]
