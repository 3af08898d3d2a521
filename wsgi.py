"""The application as servers and the `flask` command find it."""

from ce_workflow import create_app

app = create_app()
