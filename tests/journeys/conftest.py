"""Journeys go through the pages alone, by the same visitors as the tests of the web."""

from __future__ import annotations

from tests.web.conftest import client_as, visitor

__all__ = ["client_as", "visitor"]
