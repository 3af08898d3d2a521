"""Claims to tamper with, and the means to do it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from tests import cast
from tests.cli.tampering import OUT_OF_THE_WAY, Tamper


@pytest.fixture
def claims(app: Flask) -> dict[str, int]:
    """A claim in each of some states, and a refusal in the stream `security`."""
    found = {state: cast.make_claim(app, state=state) for state in ("credited", "revoked", "submitted", "returned")}
    with pytest.raises(Exception, match="not possible now"):
        cast.step_with(app, found["credited"], "submit")
    return found


@pytest.fixture
def tamper(claims: dict[str, int], database_url: str) -> Iterator[Tamper]:
    """`tamper(statement, **values)` runs it with every trigger and foreign key out of the way."""
    engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")

    def work(statement: str, **values: Any) -> None:
        with engine.connect() as connection:
            for sentence in OUT_OF_THE_WAY[engine.dialect.name]:
                connection.execute(text(sentence))
            assert connection.execute(text(statement), values).rowcount != 0

    yield work
    engine.dispose()
