"""A page as a test reads it: its title, headings, forms and fields, and what is wrong with its markup."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


@dataclass
class Control:
    """One field of a form."""

    tag: str
    name: str
    id: str
    type: str
    value: str
    named: bool
    checked: bool = False
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form: where it goes and what it asks."""

    method: str
    action: str
    controls: list[Control] = field(default_factory=list)

    def values(self) -> dict[str, list[str]]:
        """What a browser would send if nothing were touched; buttons are left out."""
        sent: dict[str, list[str]] = {}
        for control in self.controls:
            if control.tag == "button" or control.type in ("file", "submit"):
                continue
            if control.type in ("checkbox", "radio") and not control.checked:
                continue
            sent.setdefault(control.name, []).append(control.value)
        return {name: values for name, values in sent.items() if name}


class Page(HTMLParser):
    """The page, taken apart."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__()
        self.html, self.path = html, path
        self.lang = ""
        self.title = ""
        self.headings: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.text = ""
        self._ids: Counter[str] = Counter()
        self._labelled: set[str] = set()
        self._pointed: set[str] = set()
        self._open: list[str] = []
        self._form: Form | None = None
        self._box: Control | None = None
        self._inline: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in said:
            self._ids[said["id"]] += 1
        self._inline += [f"{tag} {name}" for name in said if name == "style" or name.startswith("on")]
        self._pointed |= set(f"{said.get('aria-describedby', '')} {said.get('aria-labelledby', '')}".split())
        if (tag == "script" and "src" not in said) or tag == "style":
            self._inline.append(tag)
        if tag in ("input", "select", "textarea", "button"):
            self._control(tag, said)
        opened = getattr(self, f"_open_{tag}", None)
        if opened is not None:
            opened(said)

    def _open_html(self, said: dict[str, str]) -> None:
        self.lang = said.get("lang", "")

    def _open_h1(self, said: dict[str, str]) -> None:
        self.headings.append("")

    def _open_a(self, said: dict[str, str]) -> None:
        self.links.append(said.get("href", ""))

    def _open_label(self, said: dict[str, str]) -> None:
        self._labelled.add(said.get("for", ""))

    def _open_form(self, said: dict[str, str]) -> None:
        self._form = Form(said.get("method", "get").lower(), said.get("action", ""))
        self.forms.append(self._form)

    def _open_option(self, said: dict[str, str]) -> None:
        if self._box is not None:
            self._box.options.append(said.get("value", ""))
            if "selected" in said or len(self._box.options) == 1:
                self._box.value = said.get("value", "")

    def _control(self, tag: str, said: dict[str, str]) -> None:
        control = Control(
            tag=tag,
            name=said.get("name", ""),
            id=said.get("id", ""),
            type=said.get("type", "text" if tag == "input" else tag),
            value=said.get("value", "on" if said.get("type") == "checkbox" else ""),
            named="aria-label" in said or "aria-labelledby" in said,
            checked="checked" in said,
        )
        if tag in ("select", "textarea"):
            self._box = control
        if self._form is not None:
            self._form.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "textarea" and self._box is not None:  # a browser drops the first line end
            self._box.value = self._box.value.removeprefix("\r").removeprefix("\n")
        if tag == "form":
            self._form = None
        elif tag in ("select", "textarea"):
            self._box = None

    def handle_data(self, data: str) -> None:
        here = self._open[-1] if self._open else ""
        if here == "title" and "svg" not in self._open:
            self.title += data
        elif "h1" in self._open:
            self.headings[-1] += data
        if here == "textarea" and self._box is not None:
            self._box.value += data
        elif here not in ("script", "style", "title"):
            self.text += data

    def form(self, action: str) -> Form:
        """The form that goes to this address."""
        found = [form for form in self.forms if form.action == action]
        assert found, f"{self.path}: no form goes to {action}; there are {[form.action for form in self.forms]}"
        return found[0]

    def faults(self) -> list[str]:
        """What a page of this house must not have."""
        found = []
        if len(self.headings) != 1 or not self.headings[0].strip():
            found.append(f"{len(self.headings)} h1 instead of one")
        if not self.title.strip().strip("·").strip():
            found.append("no title")
        if not self.lang:
            found.append("no language")
        found += [f"the id {name!r} stands {times} times" for name, times in self._ids.items() if times > 1]
        found += [f"{name!r} is pointed at and not there" for name in self._pointed if name not in self._ids]
        found += [f"inline {what}" for what in self._inline]
        for form in self.forms:
            names = [control.name for control in form.controls]
            if form.method == "post" and "csrf_token" not in names:
                found.append(f"the form to {form.action} has no token")
            for control in form.controls:
                known = control.named or control.id in self._labelled
                if control.tag != "button" and control.type not in UNLABELLED and not known:
                    found.append(f"the field {control.name!r} has no label")
        return found
