"""What was handed in before, with another live claim: the same file, the same certificate, the same title.

Of one's own claims the number is told. Of those of other people nothing is told but that there
is one: whoever may look at both finds it by the file or the certificate. A short number is many issuers' own
serial: that somebody else has it too says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ce_workflow.errors import Finding
from ce_workflow.kinds.achievement_key import letters_and_digits
from ce_workflow.rules.case import Case
from ce_workflow.rules.facts import Sibling
from ce_workflow.words import N_, Text

AT = ("submit",)
TELLING = 8
"""Letters and digits; the serial of a year, such as 2019-001, has fewer."""
FILE_OF_MINE = N_("A file of this claim is evidence of other claims of the same person too: %(claims)s.")
FILE_OF_OTHERS = N_("A file of this claim, byte by byte the same, is evidence of a claim of somebody else too.")
CERTIFICATE_OF_MINE = N_("The same certificate stands behind other claims of the same person: %(claims)s.")
CERTIFICATE_OF_OTHERS = N_("The same certificate number stands in a claim of somebody else too.")
SIMILAR = N_("Other claims of the same person, of the same kind and year, have the same title: %(claims)s.")


def check(case: Case) -> Iterator[Finding]:
    kind, alike = case.kind, case.facts.alike
    yield from _seen("file_seen_before", alike.files, FILE_OF_MINE, FILE_OF_OTHERS, None)
    at = kind.certificate_field
    telling = at is not None and len(letters_and_digits(case.given.get(at, ""))) >= TELLING
    certificates = [one for one in alike.certificates if one.mine or telling]
    yield from _seen("certificate_seen_before", certificates, CERTIFICATE_OF_MINE, CERTIFICATE_OF_OTHERS, at)
    if alike.titles:
        claims = ", ".join(map(str, alike.titles))
        yield Finding("similar_claim", Text(SIMILAR, claims=claims), level="flag", field="title")


def _seen(code: str, found: Sequence[Sibling], mine: str, others: str, field: str | None) -> Iterator[Finding]:
    own = [str(one.claim_id) for one in found if one.mine]
    if own:
        yield Finding(code, Text(mine, claims=", ".join(own)), level="flag", field=field)
    elif found:
        yield Finding(code, Text(others), level="flag", field=field)
