"""What the application owns beside its database: the blobs and the vault.

Made once in `create_app` and found there by the doorways as `app.extensions["ce"]`;
acts are handed what they need of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.vault import Vault


@dataclass(frozen=True)
class Parts:
    blobs: BlobStore
    vault: Vault


def parts_of(settings: Mapping[str, Any]) -> Parts:
    """The parts that these settings (config.py) describe."""
    return Parts(
        blobs=BlobStore(settings["CE_BLOB_URL"]),
        vault=Vault(kek=settings["CE_KEK"], pepper=settings["CE_PEPPER"]),
    )
