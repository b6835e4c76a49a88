"""Nested lists of entries as HTML. What is inside a model is made once, however often it is shown.

All pages of operations and models lie in folders of the same depth, so that links within a list are
the same on each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientsmith import ir
from clientsmith.reference.model import Entry, View
from clientsmith.targets.docs.html.texts import described, escaped

_NAMED = 1
"""Named models that are written out inside each other; those inside are links."""
_DEEPEST = 6
"""Levels of a list."""
_LARGE = 30
"""Members of a named model that is written out inside another one."""


class Fragments:
    """Writes the lists of one language."""

    def __init__(self, view: View, files: Mapping[ir.Pointer, str]) -> None:
        self._view = view
        self._files = files
        """Pointer of a named model -> its page, from a page in a folder beside."""
        self._known: dict[tuple[str, int, int], str] = {}

    def list(self, entries: Sequence[Entry], prefix: str = "") -> str:
        """A list; with `prefix`, its members can be linked to."""
        return self._list(entries, 0, 0, prefix)

    def model(self, key: str) -> str:
        """The members of a model on its own page."""
        return self._list(self._view.models[key].entries, _NAMED, 0, f"{self._view.id}-")

    def _list(self, entries: Sequence[Entry], named: int, depth: int, prefix: str) -> str:
        values = [it for it in entries if it.kind == "value" and not it.text]
        rows = [it for it in entries if it.kind != "value" or it.text]
        taken: set[str] = set()
        parts: list[str] = []
        if values:
            shown = "".join(f"<li><code>{escaped(it.label)}</code></li>" for it in values)
            parts.append(f'<ul class="values" aria-label="Values">{shown}</ul>')
        if rows:
            items = "".join(self._item(it, named, depth, _id(prefix, it, taken)) for it in rows)
            parts.append(f'<ul class="entries">{items}</ul>')
        return "".join(parts)

    def _item(self, entry: Entry, named: int, depth: int, id: str) -> str:
        label = f'<code class="label">{_label(entry)}</code>'
        start = "<li>"
        if id:
            start = f'<li id="{id}">'
            label += (
                f'<a class="anchor" href="#{id}" aria-label="Link to {escaped(entry.name)}">#</a>'
            )
        text = described(entry.text)
        limits = ""
        if entry.limits:
            words = ", ".join(f"{key}: {escaped(value)}" for key, value in entry.limits)
            limits = f'<p class="limits">{words}</p>'
        return f"{start}{label}{text}{limits}{self._inside(entry, named, depth)}</li>"

    def _inside(self, entry: Entry, named: int, depth: int) -> str:
        if not entry.model:
            if not entry.entries:
                return ""
            inner = self._list(entry.entries, named, depth + 1, "")
            if all(it.kind == "value" for it in entry.entries):
                return inner
            return _folded(_summary(entry.entries), inner, entry.kind == "variant" or depth == 0)
        model = self._view.models[entry.model]
        if model.name:
            large = depth > 0 and len(model.entries) > _LARGE
            if named >= _NAMED or large or depth >= _DEEPEST:
                path = escaped(self._files[model.pointer])
                return f'<p>See <a href="../{path}">{escaped(model.name)}</a>.</p>'
            named += 1
        elif depth >= _DEEPEST:
            return "<p>Its members are not listed here.</p>"
        key = entry.model, named, depth
        inner = self._known.get(key, "")
        if not inner:
            inner = self._known[key] = self._list(model.entries, named, depth + 1, "")
        return _folded(_summary(model.entries), inner, entry.kind == "variant" and depth == 0)


def _label(entry: Entry) -> str:
    """The name, which is what is looked for, apart from the rest."""
    name, label = entry.name, entry.label
    if name and label.startswith(name):
        return f"<b>{escaped(name)}</b>{escaped(label[len(name) :])}"
    return escaped(label)


def _folded(summary: str, inner: str, is_open: bool) -> str:
    mark = " open" if is_open else ""
    return f"<details{mark}><summary><code>{summary}</code></summary>{inner}</details>"


def _summary(entries: Sequence[Entry]) -> str:
    """`{ id, job_type, project_id, 14 more }`"""
    names = [escaped(it.name or it.label) for it in entries]
    shown = names[:3] + ([f"{len(names) - 3} more"] if len(names) > 3 else [])
    return f"{{ {', '.join(shown)} }}"


def _id(prefix: str, entry: Entry, taken: set[str]) -> str:
    """Where a link leads; empty for what has no place of its own."""
    if not prefix or not entry.name:
        return ""
    name = "".join(
        it if it.isascii() and (it.isalnum() or it in "_-") else "-" for it in entry.name
    )
    number, found = 2, f"{prefix}{name}"
    while found in taken:
        found = f"{prefix}{name}-{number}"
        number += 1
    taken.add(found)
    return found
