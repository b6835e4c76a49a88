"""Nested lists of entries as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from clientsmith.markdown import markdown_text
from clientsmith.reference.model import Entry, Model, View
from clientsmith.targets.docs.prose import code, prose

DEEPEST = 12
"""Levels after which a list goes no further."""

_LINE = re.compile(r"^(?=.)", re.MULTILINE)

LONGEST = 4_000
"""Entries of a page after which models are only referred to."""


class _Chunk(msgspec.Struct, frozen=True):
    """What is inside a model, where nothing of it was written before."""

    blocks: list[str]
    size: int
    written: frozenset[str]
    """Keys of the named models in it; its own, too."""
    opened: frozenset[str]
    """Keys of all models in it."""


class Known:
    """What the pages of a view share: entries that were written before, and whole models.

    Links in models lead on from a folder; pages of another folder share entries only.
    """

    def __init__(self, blocks: dict[int, str] | None = None) -> None:
        self.blocks = {} if blocks is None else blocks
        """Identity of an entry -> it, as it is at the margin."""
        self.chunks: dict[tuple[str, int], _Chunk | None] = {}
        """(key, depth of its entries) -> the model; None when it is too long."""


class Lists:
    """Writes the lists of one page, or of one file with many: a named model is written out once."""

    def __init__(
        self, view: View, link: Callable[[str], str], known: Known, *, expands: bool = True
    ) -> None:
        self._view = view
        self._known = known
        self._link = link
        """Key of a named model -> where it has its page; empty: it has none."""
        self._expands = expands
        """Whether a named model is written out the first time."""
        self._written: set[str] = set()
        """Named models."""
        self._opened: set[str] = set()
        """All models."""
        self._size = 0
        """Entries of the page so far."""

    def turn(self) -> None:
        """Another page begins in the same file."""
        self._size = 0

    def lines(self, entries: Sequence[Entry]) -> list[str]:
        """The list, in lines or several of them; every item is followed by an empty line."""
        return self._lines(entries, 0)

    def _lines(self, entries: Sequence[Entry], level: int, key: str = "") -> list[str]:
        """Entries at a depth; with `key` those of a model."""
        found: list[str] = []
        stack: list[tuple[Entry, int]] = [(it, level) for it in reversed(entries)]
        open_models = [(level - 1, key)] if key else []
        while stack:
            entry, depth = stack.pop()
            while open_models and open_models[-1][0] >= depth:
                open_models.pop()
            self._size += 1
            found.append(self._block(entry, depth))
            inner = entry.entries
            key = entry.model
            if key:
                model = self._view.models[key]
                above = [it for _, it in open_models]
                note = self._note(key, model, depth, above)
                if note:
                    found += [f"{'  ' * depth}  {note}", ""]
                    continue
                chunk = self._chunk(key, model, depth + 1, above)
                if chunk is not None:
                    found += chunk.blocks
                    continue
                inner = model.entries
                self._open(key, model)
                open_models.append((depth, key))
            stack.extend([(it, depth + 1) for it in reversed(inner)])
        return found

    def _open(self, key: str, model: Model) -> None:
        self._opened.add(key)
        if model.name:
            self._written.add(key)

    def _block(self, entry: Entry, depth: int) -> str:
        """An entry without what is inside."""
        found = self._known.blocks.get(id(entry))
        if found is None:
            found = self._known.blocks[id(entry)] = _block(entry)
        return _LINE.sub("  " * depth, found) if depth else found

    def _chunk(self, key: str, model: Model, depth: int, above: Sequence[str]) -> _Chunk | None:
        """A model as it was written on another page, if it is the same here."""
        place = key, depth
        chunks = self._known.chunks
        if place not in chunks:
            alone = Lists(self._view, self._link, self._known, expands=self._expands)
            alone._open(key, model)
            blocks = alone._lines(model.entries, depth, key)
            chunks[place] = (
                _Chunk(blocks, alone._size, frozenset(alone._written), frozenset(alone._opened))
                if alone._size <= LONGEST
                else None
            )
        chunk = chunks[place]
        if (
            chunk is None
            or self._size + chunk.size > LONGEST
            or not chunk.written.isdisjoint(self._written)
            or not chunk.opened.isdisjoint(above)
        ):
            return None
        self._size += chunk.size
        self._written |= chunk.written
        self._opened |= chunk.opened
        return chunk

    def _note(self, key: str, model: Model, depth: int, above: Sequence[str]) -> str:
        """What stands in place of a model's members; empty: they do."""
        if model.name:
            is_known = key in self._written or not self._expands
            if is_known or depth >= DEEPEST or self._size > LONGEST:
                link = self._link(key)
                name = markdown_text(model.name)
                if link:
                    return f"See [{name}]({link})."
                return f"{name} is written out above." if is_known else _ELSEWHERE
        elif key in above:
            return "Its members are those of the object that it is in."
        elif depth >= 2 * DEEPEST or self._size > 2 * LONGEST:
            return _ELSEWHERE
        return ""


_ELSEWHERE = "Its members are not listed here."


def _block(entry: Entry) -> str:
    lines = [f"- {code(entry.label)}", ""]
    text = prose(entry.text)
    if text:
        lines += [f"  {line}" if line else "" for line in text]
        lines.append("")
    if entry.limits:
        lines += [f"  {limits(entry)}", ""]
    return "\n".join(lines)


def limits(entry: Entry) -> str:
    """`maximum: 1000, minimum: 1`"""
    return ", ".join(f"{key}: {markdown_text(text)}" for key, text in entry.limits)
