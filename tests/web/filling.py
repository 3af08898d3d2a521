"""What somebody types into the pages of a claim, and where they find themselves afterwards."""

from __future__ import annotations

import io
import re
from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests import corpus
from tests.answers import DECISIONS, EVIDENCE, answers
from tests.web.conftest import Visitor


def file(content: bytes | None = None, name: str = "证书.pdf") -> tuple[io.BytesIO, str]:
    """A file as a browser sends it."""
    return io.BytesIO(corpus.pdf() if content is None else content), name


def filled(kind: str, **changes: Any) -> dict[str, Any]:
    """A right form of the kind with its evidence; None leaves a field out."""
    proofs = {f"evidence-{piece}": file(name=f"{piece}.pdf") for piece in EVIDENCE[kind]}
    return proofs | answers(kind) | changes


def begin(visitor: Visitor, kind: str = "training", **changes: Any) -> int:
    """Save a draft by the form of its kind; its number."""
    answer = visitor.send(f"/claims/new/{kind}", **filled(kind, **changes))
    assert answer.status_code == 303, page_text(answer)
    return number_in(answer)


def submitted(visitor: Visitor, kind: str = "training", **changes: Any) -> int:
    """Save and submit; the number of the claim."""
    claim_id = begin(visitor, kind, **changes)
    answer = take(visitor, claim_id, "submit")
    assert answer.status_code == 303, page_text(answer)
    return claim_id


def take(visitor: Visitor, claim_id: int, step: str, **given: Any) -> TestResponse:
    """Take a step by its form on the claim's page, with what the cast says unless told otherwise."""
    path = f"/claims/{claim_id}/{step}"
    form = visitor.page(f"/claims/{claim_id}").form(path)
    typed = dict(DECISIONS.get(step.replace("-", "_"), {}))
    if "checks" in typed:
        typed["checks"] = [control.value for control in form.controls if control.name == "checks"]
    return visitor.send_form(form, **{**typed, **given})


def send_whole(visitor: Visitor, path: str, **given: Any) -> TestResponse:
    """Fill in the form at `path` and send it in one piece of memory: the client's own way spools to the disk."""
    filled_in = {**visitor.page(path).form(path).values(), **given}
    parts = [(name, _part(value)) for name, values in filled_in.items() for value in _each(values) if value is not None]
    boundary, body = encode_multipart(MultiDict(parts))
    return visitor.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def _each(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]


def _part(value: Any) -> Any:
    return FileStorage(*value) if isinstance(value, tuple) else value


def number_in(answer: TestResponse) -> int:
    """The claim to whose page the answer leads."""
    found = re.fullmatch(r"/claims/([0-9]+)", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return int(found[1])


def page_text(answer: TestResponse) -> str:
    """What an answer says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)))
