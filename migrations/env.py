"""How Alembic reaches the database of the application."""

from alembic import context
from flask import current_app
from sqlalchemy import text

extension = current_app.extensions["migrate"]
db = extension.db


def run() -> None:
    """Run the migrations on the application's own engine; on PostgreSQL no lock is waited for long."""
    with db.engine.connect() as connection:
        options = connection.execution_options(ce_write=True) if db.engine.dialect.name == "sqlite" else connection
        context.configure(connection=options, target_metadata=db.metadata, **extension.configure_args)
        with context.begin_transaction():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = '3s'"))
            context.run_migrations()
        if connection.in_transaction():
            connection.commit()


run()
