"""Blobs: the bytes of evidence, in a folder or in a bucket.

A blob is written before the row that names it, and is durable when `put` returns: a row
without its blob cannot come about, a blob without a row is rubbish that nobody sees. A
name is 128 random bits made here; nothing that people type ever becomes a path. A blob is
never written twice.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol

from obstore import exceptions
from obstore.store import from_url

from ce_workflow.errors import Refusal
from ce_workflow.store.folder import Folder
from ce_workflow.words import N_

NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}")

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WORDS = re.compile(r"(?<![\w.])507(?![\w.])|QuotaExceeded|StorageFull|InsufficientStorage")
"""What a bucket says that is full; the status by itself, since the time that it took may have these digits too."""

_NOT_THERE = (FileNotFoundError, exceptions.NotFoundError)

_log = logging.getLogger(__name__)


class BlobStoreDown(Refusal):
    """The store cannot be reached, read or written now."""

    code = "blob_store_down"
    status = 503
    says = N_(
        "The evidence store does not answer, so nothing was changed. "
        "Please try again in a few minutes; if it stays so, tell the operator."
    )


class BlobStoreFull(Refusal):
    """The store has no room left."""

    code = "blob_store_full"
    status = 507
    says = N_(
        "The evidence store is full, so nothing was changed. The operator has to make room; please try again later."
    )


class BlobMissing(Refusal):
    """A blob that a row names is not there."""

    code = "blob_missing"
    status = 503
    says = N_("This file is missing from the evidence store. Please tell the operator.")


class BlobAltered(BlobMissing):
    """A blob is there, and is not what was put there."""

    code = "blob_altered"
    says = N_("This file in the evidence store is not the one that was filed. Please tell the operator.")


class BlobExists(Exception):
    """There is a blob of this name; it stays as it is."""


class _Place(Protocol):
    """Where blobs lie. Raises FileExistsError, FileNotFoundError, OSError or errors of obstore."""

    def put(self, name: str, content: bytes) -> None: ...
    def get(self, name: str) -> bytes: ...
    def exists(self, name: str) -> bool: ...
    def delete(self, name: str) -> None: ...
    def older_than(self, moment: datetime) -> Iterator[str]: ...


class BlobStore:
    """The blobs under one URL: file:///folder, s3://bucket/prefix, or memory:/// for tests.

    Access to S3 comes from the environment (AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, ...).
    """

    def __init__(self, url: str) -> None:
        self._place: _Place = Folder.at(url) if url.startswith("file://") else _Bucket(url)

    def keep(self, content: bytes) -> str:
        """Put `content` under a new name; the name."""
        name = new_name()
        try:
            self.put(name, content)
        except BlobExists:
            # A bucket may have taken the first try and lost its answer; then it is our own that is there.
            if self.get(name) != content:
                raise
        return name

    def put(self, name: str, content: bytes) -> None:
        """Write a blob, whole or not at all, and durably. Raises BlobExists, BlobStoreFull, BlobStoreDown."""
        with _refusing("put", name):
            self._place.put(name, content)

    def get(self, name: str) -> bytes:
        """The content of a blob. Raises BlobMissing, BlobStoreDown."""
        with _refusing("get", name):
            return self._place.get(name)

    def genuine(self, name: str, sha256: str) -> bytes:
        """The content of a blob, of which this is the SHA-256. Raises BlobAltered, BlobMissing, BlobStoreDown."""
        content = self.get(name)
        if hashlib.sha256(content).hexdigest() != sha256:
            _log.error("blob get %s: it is not what was put there", name)
            raise BlobAltered
        return content

    def exists(self, name: str) -> bool:
        """Whether there is such a blob. Raises BlobStoreDown."""
        with _refusing("exists", name):
            return self._place.exists(name)

    def delete(self, name: str) -> None:
        """Remove a blob if it is there. Raises BlobStoreDown."""
        with _refusing("delete", name):
            self._place.delete(name)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The names of the blobs that were put before `moment`. Raises BlobStoreDown."""
        with _refusing("list", None):
            yield from self._place.older_than(moment)


def new_name() -> str:
    """A name that nobody can guess, spread over 256 folders."""
    drawn = secrets.token_hex(16)
    return f"{drawn[:2]}/{drawn[2:]}"


class _Bucket:
    """Blobs in an object store; it answers a put when the object is durable."""

    def __init__(self, url: str) -> None:
        options: dict[str, Any] = {}
        if url.startswith("s3://"):
            options["client_options"] = {"connect_timeout": "5s", "timeout": "30s", "allow_http": True}
            options["retry_config"] = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
        self._store: Any = from_url(url, **options)

    def put(self, name: str, content: bytes) -> None:
        # A multipart upload cannot be conditional, so that it would write over what is there.
        self._store.put(name, content, mode="create", use_multipart=False)

    def get(self, name: str) -> bytes:
        return bytes(self._store.get(name).bytes())

    def exists(self, name: str) -> bool:
        try:
            self._store.head(name)
        except _NOT_THERE:
            return False
        return True

    def delete(self, name: str) -> None:
        try:
            self._store.delete(name)
        except _NOT_THERE:
            return

    def older_than(self, moment: datetime) -> Iterator[str]:
        for part in self._store.list():
            yield from (row["path"] for row in part if row["last_modified"] < moment and NAME.fullmatch(row["path"]))


@contextmanager
def _refusing(action: str, name: str | None) -> Iterator[None]:
    """Turn what a place raises into what the house answers; the operator finds the cause in the log."""
    if name is not None and not NAME.fullmatch(name):
        raise ValueError(f"not the name of a blob: {name!r}")
    try:
        yield
    except (exceptions.AlreadyExistsError, FileExistsError):
        raise BlobExists(name or "") from None
    except _NOT_THERE as cause:
        _report(action, name, cause)
        raise BlobMissing from cause
    except (exceptions.BaseError, OSError) as cause:
        _report(action, name, cause)
        raise (BlobStoreFull if _is_full(cause) else BlobStoreDown) from cause


def _report(action: str, name: str | None, cause: Exception) -> None:
    _log.error("blob %s %s: %s", action, name or "", str(cause).partition("\n")[0])


def _is_full(cause: Exception) -> bool:
    if isinstance(cause, OSError):
        return cause.errno in _FULL
    return _FULL_WORDS.search(str(cause)) is not None
