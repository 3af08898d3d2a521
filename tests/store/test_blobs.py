"""Blobs: whole or not at all, never twice, and an honest answer where the store fails (T-47)."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from obstore import exceptions

from ce_workflow.errors import Refusal
from ce_workflow.store import blobs
from ce_workflow.store.blobs import (
    BlobAltered,
    BlobExists,
    BlobMissing,
    BlobStore,
    BlobStoreDown,
    BlobStoreFull,
    new_name,
)
from tests.bucket import Bucket, bucket


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket() as served:
        monkeypatch.setenv("AWS_ENDPOINT_URL", served.url)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        monkeypatch.setenv("AWS_REGION", "chengdu")
        yield served


@pytest.fixture(params=["file", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "s3":
        request.getfixturevalue("s3")
        return BlobStore("s3://evidence/2019")
    return BlobStore("memory:///" if request.param == "memory" else f"file://{tmp_path}/blobs")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "证明 材料"


@pytest.fixture
def local(folder: Path) -> BlobStore:
    return BlobStore(f"file://{folder}")


def test_what_is_put_is_got(store: BlobStore) -> None:
    name = store.keep(b"certificate")
    assert store.get(name) == b"certificate"
    assert store.exists(name)


def test_a_blob_is_given_out_as_what_it_was_when_it_was_put(store: BlobStore) -> None:
    name = store.keep(b"certificate")
    assert store.genuine(name, hashlib.sha256(b"certificate").hexdigest()) == b"certificate"
    with pytest.raises(BlobAltered):
        store.genuine(name, hashlib.sha256(b"another").hexdigest())


def test_an_empty_blob_and_a_large_one_are_kept(store: BlobStore) -> None:
    large = os.urandom(3_000_000)
    assert store.get(store.keep(large)) == large
    assert store.get(store.keep(b"")) == b""


def test_a_name_is_taken_only_once(store: BlobStore) -> None:
    name = store.keep(b"first")
    with pytest.raises(BlobExists):
        store.put(name, b"second")
    assert store.get(name) == b"first"


def test_the_same_content_gets_two_names(store: BlobStore) -> None:
    assert store.keep(b"same") != store.keep(b"same")


def test_a_blob_that_is_not_there_is_missing(store: BlobStore) -> None:
    name = new_name()
    assert not store.exists(name)
    with pytest.raises(BlobMissing) as refused:
        store.get(name)
    assert refused.value.status == 503


def test_a_deleted_blob_is_gone_and_may_be_deleted_again(store: BlobStore) -> None:
    name = store.keep(b"x")
    store.delete(name)
    store.delete(name)
    assert not store.exists(name)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "ab/../../x", "ab", "", "AB/" + "0" * 30, "ab/" + "0" * 30 + "\n"]
)
def test_a_name_that_was_not_made_here_is_a_mistake_of_the_program(store: BlobStore, name: str) -> None:
    for act in (store.get, store.exists, store.delete, lambda n: store.put(n, b"x")):
        with pytest.raises(ValueError, match="not the name of a blob"):
            act(name)


def test_names_are_random_and_spread() -> None:
    names = {new_name() for _ in range(1000)}
    assert len(names) == 1000
    assert all(re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{30}", name) for name in names)
    assert len({name[:2] for name in names}) > 200


def test_of_many_writers_of_one_name_one_wins(store: BlobStore) -> None:
    name, won, lost = new_name(), [], []

    def write(content: bytes) -> None:
        try:
            store.put(name, content)
            won.append(content)
        except BlobExists:
            lost.append(content)

    writers = [threading.Thread(target=write, args=(b"%d" % n * 10_000,)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(won) == 1
    assert len(lost) == 7
    assert store.get(name) == won[0]


def test_only_the_owner_may_read_the_folder_and_its_files(local: BlobStore, folder: Path) -> None:
    path = folder / local.keep(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_nothing_but_the_blob_is_left_behind(local: BlobStore, folder: Path) -> None:
    name = local.keep(b"x")
    with pytest.raises(BlobExists):
        local.put(name, b"y")
    assert [str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()] == [name]


def test_file_and_folders_are_flushed_before_put_returns(
    local: BlobStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed, fsync = [], os.fsync

    def watch(descriptor: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{descriptor}").resolve().name)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watch)
    name = local.keep(b"x")
    assert flushed[-1] == name[:2]  # the folder after the file, so that the name lasts as well
    assert flushed[-2].startswith(".")
    assert {folder.name, folder.parent.name} <= set(flushed)


FAILURES = [
    ("write", errno.ENOSPC, BlobStoreFull, 507),
    ("write", errno.EDQUOT, BlobStoreFull, 507),
    ("write", errno.EIO, BlobStoreDown, 503),
    ("fsync", errno.ENOSPC, BlobStoreFull, 507),
    ("fsync", errno.EIO, BlobStoreDown, 503),
    ("open", errno.EROFS, BlobStoreDown, 503),
    ("open", errno.EACCES, BlobStoreDown, 503),
    ("open", errno.EMFILE, BlobStoreDown, 503),
    ("link", errno.EROFS, BlobStoreDown, 503),
    ("mkdir", errno.EROFS, BlobStoreDown, 503),
    ("mkdir", errno.ENOSPC, BlobStoreFull, 507),
]


@pytest.mark.parametrize(("call", "number", "kind", "status"), FAILURES)
def test_t47_a_failing_disk_is_answered_and_a_retry_works(
    local: BlobStore,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    kind: type[Refusal],
    status: int,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    name = new_name()
    with monkeypatch.context() as broken:
        broken.setattr(os, call, fail)
        with pytest.raises(kind) as refused:
            local.put(name, b"certificate")
    assert refused.value.status == status
    assert "%" not in str(refused.value.text)
    assert not [p for p in folder.rglob("*") if p.is_file()]
    local.put(name, b"certificate")
    assert local.get(name) == b"certificate"


def test_t47_a_name_that_could_not_be_made_durable_is_taken_back(
    local: BlobStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, fsync = new_name(), os.fsync
    (folder / name[:2]).mkdir(parents=True)

    def fail_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "broken")
        fsync(descriptor)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail_for_folders)
        with pytest.raises(BlobStoreDown):
            local.put(name, b"x")
    assert not local.exists(name)


def test_t47_a_short_write_is_completed(local: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:1000]))
    content = os.urandom(2500)
    assert local.get(local.keep(content)) == content


def test_t47_a_file_in_place_of_the_folder_is_a_store_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_bytes(b"")
    with pytest.raises(BlobStoreDown):
        BlobStore(f"file://{tmp_path}/blobs").keep(b"x")


def test_a_bucket_keeps_blobs_under_its_prefix(s3: Bucket) -> None:
    name = BlobStore("s3://evidence/2019").keep(b"x")
    assert s3.objects == {f"/evidence/2019/{name}": b"x"}


@pytest.mark.parametrize(("status", "kind"), [(507, BlobStoreFull), (403, BlobStoreDown), (400, BlobStoreDown)])
def test_t47_a_failing_bucket_is_answered_and_a_retry_works(s3: Bucket, status: int, kind: type[Refusal]) -> None:
    store = BlobStore("s3://evidence/2019")
    s3.status = status
    with pytest.raises(kind):
        store.keep(b"x")
    assert not s3.objects
    s3.status = 0
    assert store.get(store.keep(b"x")) == b"x"


def test_t47_a_bucket_out_of_reach_is_down(monkeypatch: pytest.MonkeyPatch, s3: Bucket) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(BlobStoreDown):
        BlobStore("s3://evidence").keep(b"x")


@pytest.mark.parametrize("took", ["360.585079ms", "507.12ms", "1.507s"])
def test_a_bucket_that_took_its_time_is_down_and_not_full(took: str) -> None:
    assert not blobs._is_full(exceptions.GenericError(f"Error performing PUT in {took}, after 3 retries"))
    assert blobs._is_full(exceptions.GenericError("Server returned non-2xx status code: 507 Insufficient Storage"))


def test_a_put_whose_answer_was_lost_is_our_own(s3: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    store = BlobStore("s3://evidence")
    put = store.put

    def put_twice(name: str, content: bytes) -> None:
        put(name, content)
        put(name, content)

    monkeypatch.setattr(store, "put", put_twice)
    assert store.get(store.keep(b"x")) == b"x"
