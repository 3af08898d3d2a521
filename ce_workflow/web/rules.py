"""Rule sets, as a person reads them; and how those whose rules they are write the next version.

Everybody logged in reads what was published: what hours rest on is no secret in the
house. A draft is read by those who make rules.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField, TextAreaField

from ce_workflow import clock
from ce_workflow.acts import doorway
from ce_workflow.acts import rule_sets as acts
from ce_workflow.acts.looked_over import MAKER_OF, MAKERS, LookedOver, look_over
from ce_workflow.acts.simulations import is_moving
from ce_workflow.errors import Finding, NotFound, Refusal, RulesBroken
from ce_workflow.people.roles import CITY, DISTRICT, VERIFIER
from ce_workflow.rules.sets import describe
from ce_workflow.rules.sets.explain import PLATFORM_DEFAULT
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.store import rule_sets, simulations
from ce_workflow.store.names import person
from ce_workflow.store.organisations import placed
from ce_workflow.store.tables.rule_sets import DRAFT, PUBLISHED, REPLACED, STATE_LABELS
from ce_workflow.web.forms import KeptForm
from ce_workflow.web.frame import answered, any_role, current_actor, refuse, request_id, roles, say
from ce_workflow.web.rules_begun import beginning, next_version
from ce_workflow.web.say import value
from ce_workflow.words import N_, Own, Text

NO_TEXT = Text(N_("The file is no text in UTF-8. Save it as UTF-8, or paste its text."))

GROUPS = {PUBLISHED: N_("Published rules"), DRAFT: N_("Drafts"), REPLACED: N_("Replaced rules")}

bp = Blueprint("rules", __name__, url_prefix="/rules")
bp.add_app_template_filter(value, "word")


class RulesForm(KeptForm):
    """A rule set as text, or as a file, which then takes the place of the text."""

    text = TextAreaField(
        _l("Text of the rule set (TOML)"), render_kw={"rows": 24, "spellcheck": "false", "wrap": "off", "class": "code"}
    )
    file = FileField(_l("Or choose a file"), render_kw={"accept": ".toml,text/plain"})

    def __init__(self, typed: Any = None) -> None:
        """Named by how often the writer has written rules: what colleagues write meanwhile takes nothing away."""
        super().__init__(f"rules.{rule_sets.written_by(current_actor().person_id)}", typed=typed)


@bp.get("/")
@any_role
def index() -> str:
    """Every version by its state, the newest first; drafts for those who make rules."""
    states = [state for state in (PUBLISHED, DRAFT, REPLACED) if state != DRAFT or _makes_rules()]
    rows = rule_sets.listed()
    groups = [(GROUPS[state], found) for state in states if (found := [row for row in rows if row.state == state])]
    return render_template("rules/index.html", groups=groups, labels=STATE_LABELS, makes_rules=_makes_rules())


@bp.get("/new")
@roles(CITY, DISTRICT, VERIFIER)
def new() -> str:
    """The form for another version, with what was typed before unless another beginning is asked for (`?after=`)."""
    after = request.args.get("after")
    form = RulesForm(None if after is None else MultiDict())
    if form.typed_at is None:
        row = rule_sets.one(after or "")
        form.text.data = next_version(row) if row else beginning(current_actor(), clock.day_of(clock.now()))
    return render_template("rules/new.html", form=form)


@bp.post("/new")
@roles(CITY, DISTRICT, VERIFIER)
def keep() -> ResponseReturnValue:
    """Say what is wrong with the text, or keep it as a draft."""
    form, looked = RulesForm(CombinedMultiDict([request.files, request.form])), None
    try:
        text = form.text.data = _given(form)
        looked = look_over(text)
        checked = request.form.get("do") == "check"
        if looked.faults and (checked or not looked.taken):
            raise RulesBroken(map(acts.as_finding, looked.faults))
        if checked:
            form.refused()
            return render_template("rules/new.html", form=form, looked=looked)
        version = _enter("draft_rules", lambda told: acts.draft(text, **told))
    except Refusal as refusal:
        form.refused()
        page = render_template("rules/new.html", form=form, refusal=refusal, faults=_faults(looked))
        return page, answered(refusal, "draft_rules")
    form.sent()
    flash(say(N_("The draft is kept. Read it in words, then publish it.")), "done")
    return redirect(url_for("rules.show", version=version), 303)


@bp.get("/<version>")
@any_role
def show(version: str) -> str:
    """One version in words, with what it inherits and from where."""
    return page(row_of(version))


@bp.get("/<version>/text")
@any_role
def document(version: str) -> Response:
    """The document as it was written, as a file."""
    row = row_of(version)
    name = f"attachment; filename={row.version}.toml"
    return Response(row.text, mimetype="application/toml", headers={"Content-Disposition": name})


@bp.post("/<version>/publish")
@roles(CITY, DISTRICT, VERIFIER)
def publish(version: str) -> ResponseReturnValue:
    """Make the draft the version in force, if it is as it was read."""
    row = row_of(version)
    seen = acts.Seen(request.form.get("digest", ""), request.form.get("before") or None)
    try:
        _enter("publish_rules", lambda told: acts.publish(version, seen=seen, **told))
    except Refusal as refusal:
        return page(row, refusal), answered(refusal, "publish_rules")
    flash(say(N_("The rules are published.")), "done")
    return redirect(url_for("rules.show", version=version), 303)


def _enter(act: str, work: Callable[[dict[str, Any]], str]) -> str:
    """`work(told)` as an act of this request; `told` is the actor, the time and the request's id."""
    actor, at = current_actor(), clock.now()
    told = {"actor": actor, "at": at, "request_id": request_id()}
    return doorway.enter(act, lambda: work(told), actor, at=at, request_id=request_id())


def page(row: Any, refusal: Refusal | None = None) -> str:
    """The version in words; with what stands against something that was to be done with it."""
    looked = look_over(row.text) if row.state == DRAFT else None
    rules = looked.rules if looked else rule_sets.whole(row.version)
    parent = rule_sets.one(looked.parent if looked else row.parent)
    before = rule_sets.published_of(row.authority, row.year)
    authority = placed(row.authority)
    tried, now = simulations.listed(row.authority, row.year) if _makes_rules() else [], clock.now()
    return render_template(
        "rules/show.html",
        row=row,
        title=_title(rules),
        authority=authority,
        by=person(row.published_by) if row.published_by else None,
        parent=parent,
        general=list(describe.general(rules)) if rules else [],
        ways=describe.ways(rules) if rules else [],
        labels=STATE_LABELS,
        default=PLATFORM_DEFAULT,
        faults=_faults(looked),
        before=before,
        seen=rule_sets.digest_of(row.text, looked.parent) if looked else None,
        mine=makes_rules_of(authority),
        tried=tried,
        moving={one.id for one in tried if is_moving(one, now)},
        refusal=refusal,
    )


def row_of(version: str) -> Any:
    """The row of the version, if the reader may see it."""
    row = rule_sets.one(version)
    if row is None or (row.state == DRAFT and not _makes_rules()):
        refuse("read_rules", NotFound())
    return row


def makes_rules_of(authority: Any) -> bool:
    """Does the reader make the rules of this authority, a row of an organisation?"""
    actor = current_actor()
    return actor.role == MAKER_OF.get(getattr(authority, "kind", "")) and authority.code in actor.scopes


def _makes_rules() -> bool:
    return current_actor().role in MAKERS


def _title(rules: RuleSet | None) -> Text | None:
    """What it is called; a per cent sign begins no value here."""
    return Own(*(words.replace("%", "%%") for words in (rules.title.zh, rules.title.en))) if rules else None


def _faults(looked: LookedOver | None) -> list[tuple[Any, str]]:
    """Each fault with the line of the text that it is about."""
    if looked is None:
        return []
    lines = ["", *looked.text.splitlines()]
    return [(fault, lines[fault.line].strip() if fault.line < len(lines) else "") for fault in looked.faults]


def _given(form: RulesForm) -> str:
    """The text of the file if one was chosen, else what was typed; raises RulesBroken for a file that is no text."""
    file = form.file.data
    if not getattr(file, "filename", ""):
        return form.text.data or ""
    try:
        return str(file.read().decode("utf-8"))
    except UnicodeDecodeError:
        raise RulesBroken([Finding("not_utf8", NO_TEXT, field="file")]) from None
