"""Evidence as it is sent with a form: looked at, cleaned and put away before any transaction begins."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app, request

from ce_workflow.acts.files import KeptFile, Sent, take_in
from ce_workflow.errors import Finding
from ce_workflow.kinds.kind import Kind
from ce_workflow.store.evidence import check_set
from ce_workflow.store.evidence.limits import CLAIM_BYTES, CLAIM_FILES, FILE_BYTES, TOO_MANY, TOO_MUCH, in_megabytes
from ce_workflow.store.evidence.refusals import SAYS
from ce_workflow.store.evidence.signatures import ENDINGS
from ce_workflow.web.say import say
from ce_workflow.words import Text


def uploads(kind: Kind, *, keep: bool = True) -> tuple[list[tuple[str, KeptFile]], list[Finding]]:
    """What `acts.files.take_in` makes of the files sent with the form; too many of them are not even opened."""
    sent = list(_sent(kind))
    if len(sent) > CLAIM_FILES:
        return [], check_set([], [0] * len(sent), field=f"evidence-{sent[-1].piece}")
    return take_in(sent, current_app.extensions["ce"].blobs, keep=keep)


def _sent(kind: Kind) -> Iterator[Sent]:
    """The files for pieces that the kind asks for; an input without a file sends a part without a name."""
    for piece in kind.evidence:
        for file in request.files.getlist(f"evidence-{piece.name}"):
            if file.filename:
                yield Sent(piece.name, file.filename, file.read())


def told_to_browsers() -> dict[str, object]:
    """The limits, and the sentences that go with them, for a script that warns before anything is sent.

    A script fills in what is in braces. What it says binds nobody: `take_in` and `check_set` decide.
    """
    return {
        "file-bytes": FILE_BYTES,
        "claim-files": CLAIM_FILES,
        "claim-bytes": CLAIM_BYTES,
        "endings": " ".join(ENDINGS),
        "says-type": _to_fill_in(SAYS["type"]),
        "says-empty": _to_fill_in(SAYS["empty"]),
        "says-large": _to_fill_in(SAYS["too_large"], limit=in_megabytes(FILE_BYTES)),
        "says-many": _to_fill_in(TOO_MANY, limit=CLAIM_FILES),
        "says-much": _to_fill_in(TOO_MUCH, limit=in_megabytes(CLAIM_BYTES)),
    }


def _to_fill_in(sentence: str, **known: object) -> str:
    return say(Text(sentence, name="{name}", size="{size}", count="{count}", **known))


def files_chosen() -> set[str]:
    """The pieces of evidence for which a file is chosen: the file itself is sent, or by a script its name alone."""
    sent = [(name, file.filename) for name, file in request.files.items(multi=True)]
    told = [*sent, *request.form.items(multi=True)]
    return {name.removeprefix("evidence-") for name, file in told if name.startswith("evidence-") and file}
