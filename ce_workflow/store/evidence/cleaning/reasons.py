"""Why a cleaner does not take a file: a code and its values, without words."""

from __future__ import annotations


class Unclean(Exception):
    """The file is not taken for `reason`, a key of `evidence/refusals.py`."""

    def __init__(self, reason: str, **params: int) -> None:
        super().__init__(reason, params)
        self.reason = reason
        self.params = params
