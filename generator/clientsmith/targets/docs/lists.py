"""Nested lists of entries as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from clientsmith.markdown import markdown_text
from clientsmith.reference.model import Entry, Model, View
from clientsmith.targets.docs.prose import code, prose

DEEPEST = 12
"""Levels after which a list goes no further."""

LONGEST = 4_000
"""Entries of a page after which models are only referred to."""


Blocks: TypeAlias = dict[tuple[int, int], str]
"""Entries of a view that were written before, by their identity and depth."""


class Lists:
    """Writes the lists of one page, or of one file with many: a named model is written out once."""

    def __init__(
        self, view: View, link: Callable[[str], str], blocks: Blocks, *, expands: bool = True
    ) -> None:
        self._view = view
        self._blocks = blocks
        self._link = link
        """Key of a named model -> where it has its page; empty: it is written out above."""
        self._expands = expands
        """Whether a named model is written out the first time."""
        self._written: set[str] = set()
        self.size = 0
        """Entries so far."""

    def lines(self, entries: Sequence[Entry]) -> list[str]:
        """The list, in lines or several of them; every item is followed by an empty line."""
        found: list[str] = []
        stack: list[tuple[Entry, int]] = [(it, 0) for it in reversed(entries)]
        open_models: list[tuple[int, str]] = []
        while stack:
            entry, depth = stack.pop()
            while open_models and open_models[-1][0] >= depth:
                open_models.pop()
            self.size += 1
            block = self._blocks.get((id(entry), depth))
            if block is None:
                block = self._blocks[id(entry), depth] = _block(entry, depth)
            found.append(block)
            inner = entry.entries
            if entry.model:
                model = self._view.models[entry.model]
                note = self._note(entry.model, model, depth, [key for _, key in open_models])
                if note:
                    found += [f"{'  ' * depth}  {note}", ""]
                else:
                    inner = model.entries
                    self._written.add(entry.model)
                    open_models.append((depth, entry.model))
            stack.extend((it, depth + 1) for it in reversed(inner))
        return found

    def _note(self, key: str, model: Model, depth: int, above: Sequence[str]) -> str:
        """What stands in place of a model's members; empty: they do."""
        if model.name:
            known = key in self._written or not self._expands
            if known or depth >= DEEPEST or self.size > LONGEST:
                link = self._link(key)
                name = markdown_text(model.name)
                return f"See [{name}]({link})." if link else f"{name} is written out above."
        elif key in above:
            return "Its members are those of the object that it is in."
        elif depth >= 2 * DEEPEST or self.size > 2 * LONGEST:
            return "Its members are not listed here."
        return ""


def _block(entry: Entry, depth: int) -> str:
    """An entry without what is inside."""
    margin = "  " * depth
    lines = [f"{margin}- {code(entry.label)}", ""]
    text = prose(entry.text)
    if text:
        lines += [f"{margin}  {line}" if line else "" for line in text]
        lines.append("")
    if entry.limits:
        lines += [f"{margin}  {limits(entry)}", ""]
    return "\n".join(lines)


def limits(entry: Entry) -> str:
    """`maximum: 1000, minimum: 1`"""
    return ", ".join(f"{key}: {markdown_text(text)}" for key, text in entry.limits)
