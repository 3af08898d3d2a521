"""A folder of blobs that survives a power cut.

The local store of obstore creates atomically but does not flush to the disk, so this one
writes by itself: a hidden file, fsync, a link under the true name (which fails where there
is one already), fsync of the folder. A reader sees a blob whole or not at all.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Folder:
    """Blobs as files under `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @classmethod
    def at(cls, url: str) -> Folder:
        """The folder of a file:// URL; without a leading slash it is relative to where we are."""
        parts = urlsplit(url)
        return cls(Path(unquote(parts.netloc + parts.path)).absolute())

    def put(self, name: str, content: bytes) -> None:
        target = self._root / name
        self._make_folder(target.parent)
        hidden = target.parent / f".{secrets.token_hex(16)}"
        try:
            _write(hidden, content)
            os.link(hidden, target)
        finally:
            with contextlib.suppress(OSError):
                hidden.unlink()
        try:
            _flush(target.parent)
        except OSError:
            with contextlib.suppress(OSError):
                target.unlink()
            raise

    def get(self, name: str) -> bytes:
        return (self._root / name).read_bytes()

    def exists(self, name: str) -> bool:
        return (self._root / name).is_file()

    def delete(self, name: str) -> None:
        target = self._root / name
        try:
            target.unlink()
        except FileNotFoundError:
            return
        _flush(target.parent)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Names of files put before `moment`, hidden ones that a stopped server left behind among them."""
        for folder in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            for path in folder.iterdir():
                if path.stat().st_mtime < moment.timestamp():
                    if path.name.startswith("."):
                        path.unlink()
                    else:
                        yield f"{folder.name}/{path.name}"

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileExistsError as taken:
            raise NotADirectoryError(taken.errno, "a file is in the way of the folder", str(folder)) from None
        for made in (folder.parent, folder.parent.parent):
            _flush(made)


def _write(path: Path, content: bytes) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(opened, left) :]
        os.fsync(opened)
    finally:
        os.close(opened)


def _flush(folder: Path) -> None:
    """Make the names in a folder as durable as the files."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
