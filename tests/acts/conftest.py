"""The city of the standing cast, on a day in 2019, for tests of acts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.acts.city import City


@pytest.fixture
def city(app: Flask) -> Iterator[City]:
    """The cast on a database of its own, with an application context held open."""
    with app.app_context():
        yield City(app)
