"""The recognition of continuing-education hours: the only file that knows every room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

import config
from ce_workflow import cli, web
from ce_workflow.store import tables
from ce_workflow.store.database import db, prepare
from ce_workflow.store.parts import parts_of

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application. `settings` win over the environment (see config.py)."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(config.read(settings))
    if proxies := app.config["CE_TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    Migrate(
        app,
        db,
        directory=str(ROOT / "migrations"),
        render_as_batch=True,
        compare_type=True,
        include_object=_ours,
    )
    app.extensions["ce"] = parts_of(app.config)
    web.open_doors(app)
    cli.open_doors(app)
    return app


def _ours(_object: object, name: str | None, sort: str, reflected: bool, compare_to: object) -> bool:  # noqa: FBT001 - Alembic calls it so
    """Tables of others (a job engine's) beside ours are none of our migrations' business."""
    return not (sort == "table" and reflected and compare_to is None and name not in tables.Claim.metadata.tables)
