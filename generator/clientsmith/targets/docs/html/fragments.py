"""Nested lists of entries as HTML. What is inside a model is made once, however often it is shown.

All pages of operations and models lie in folders of the same depth, so that links within a list are
the same on each of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from clientsmith import ir
from clientsmith.reference.model import Entry, Model, View
from clientsmith.targets.docs.html.texts import described, escaped

_NAMED = 1
"""Named models that are written out inside each other; those inside are links."""
_DEEPEST = 6
"""Levels of a list."""
_LARGE = 30
"""Members of a named model that is written out inside another one."""
_NO_NAME = re.compile("[^A-Za-z0-9_-]")
"""What identities of elements do not have."""


class Fragments:
    """Writes the lists of one language."""

    def __init__(self, view: View, files: Mapping[ir.Pointer, str]) -> None:
        self._view = view
        self._files = files
        """Pointer of a named model -> its page, from a page in a folder beside."""
        self._known: dict[tuple[str, int], tuple[str, int]] = {}
        """(key of a model, named ones around it) -> what is inside, and how many levels it has."""
        self._cut: dict[tuple[str, int, int], str] = {}
        """The same with the depth, of what has more levels than a list may have."""
        self._deepest = 0
        """Level that was reached since it was last asked for."""

    def list(self, entries: Sequence[Entry], prefix: str = "") -> str:
        """A list; with `prefix`, its members can be linked to."""
        return self._list(entries, 0, 0, prefix)

    def model(self, key: str) -> str:
        """The members of a model on its own page."""
        return self._list(self._view.models[key].entries, _NAMED, 0, f"{self._view.id}-")

    def _list(self, entries: Sequence[Entry], named: int, depth: int, prefix: str) -> str:
        parts: list[str] = []
        values = [it for it in entries if it.kind == "value" and not it.text]
        if values:
            shown = "".join(f"<li><code>{escaped(it.label)}</code></li>" for it in values)
            parts.append(f'<ul class="values" aria-label="Values">{shown}</ul>')
        if len(values) < len(entries):
            taken: set[str] = set()
            parts.append('<ul class="entries">')
            for it in entries:
                if it.kind == "value" and not it.text:
                    continue
                id = _id(prefix, it, taken) if prefix else ""
                parts.append(f'<li id="{id}">' if id else "<li>")
                parts.append(_head(it.name, it.label, it.text, it.limits, id))
                if it.model or it.entries:
                    parts.append(self._inside(it, named, depth))
                parts.append("</li>")
            parts.append("</ul>")
        return "".join(parts)

    def _inside(self, entry: Entry, named: int, depth: int) -> str:
        self._deepest = max(self._deepest, depth)
        if not entry.model:
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
        inner = self._members(entry.model, model, named, depth + 1)
        return _folded(_summary(model.entries), inner, entry.kind == "variant" and depth == 0)

    def _members(self, key: str, model: Model, named: int, depth: int) -> str:
        """What is inside a model: the same at each depth from which the end is not reached."""
        known = self._known.get((key, named))
        if known is not None and depth + known[1] < _DEEPEST:
            self._deepest = max(self._deepest, depth + known[1])
            return known[0]
        cut = self._cut.get((key, named, depth))
        if cut is not None:
            self._deepest = _DEEPEST
            return cut
        around, self._deepest = self._deepest, depth
        inner = self._list(model.entries, named, depth, "")
        if self._deepest < _DEEPEST:
            self._known[key, named] = inner, self._deepest - depth
        else:
            self._cut[key, named, depth] = inner
        self._deepest = max(self._deepest, around)
        return inner


@lru_cache(maxsize=1 << 16)
def _head(name: str, label: str, text: str, limits: tuple[tuple[str, str], ...], id: str) -> str:
    """An entry without what is inside."""
    found = f'<code class="label">{_label(name, label)}</code>'
    if id:
        found += f'<a class="anchor" href="#{id}" aria-label="Link to {escaped(name)}">#</a>'
    if text:
        found += described(text)
    if limits:
        words = ", ".join(f"{key}: {escaped(value)}" for key, value in limits)
        found += f'<p class="limits">{words}</p>'
    return found


def _label(name: str, label: str) -> str:
    """The name, which is what is looked for, apart from the rest."""
    if name and label.startswith(name):
        return f"<b>{escaped(name)}</b>{escaped(label[len(name) :])}"
    return escaped(label)


def _folded(summary: str, inner: str, is_open: bool) -> str:
    mark = " open" if is_open else ""
    return f"<details{mark}><summary><code>{summary}</code></summary>{inner}</details>"


def _summary(entries: Sequence[Entry]) -> str:
    """`{ id, job_type, project_id, 14 more }`"""
    shown = [escaped(it.name or it.label) for it in entries[:3]]
    if len(entries) > 3:
        shown.append(f"{len(entries) - 3} more")
    return f"{{ {', '.join(shown)} }}"


def _id(prefix: str, entry: Entry, taken: set[str]) -> str:
    """Where a link leads; empty for what has no place of its own."""
    if not entry.name:
        return ""
    first = found = prefix + _NO_NAME.sub("-", entry.name)
    number = 2
    while found in taken:
        found = f"{first}-{number}"
        number += 1
    taken.add(found)
    return found
