"""Nested lists of entries as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from clientsmith.markdown import markdown_text
from clientsmith.reference.model import Entry, Model, View
from clientsmith.targets.docs.prose import code, prose

DEEPEST = 12
"""Levels after which a list goes no further."""

Blocks: TypeAlias = dict[tuple[int, str, str, tuple[tuple[str, str], ...]], str]
"""(depth, label, text, limits) -> an entry without what is inside."""

LONGEST = 4_000
"""Entries of a page after which models are only referred to."""


class _Chunk(msgspec.Struct, frozen=True):
    """What is inside a model, where nothing of it was written before."""

    text: str
    size: int
    written: frozenset[str]
    """Keys of the named models in it; its own, too."""
    opened: frozenset[str]
    """Keys of all models in it."""


class Known:
    """What pages share: entries that were written before, and whole models.

    Links in models lead on from a folder: pages of a view share models where links to them are
    the same, and all pages share entries.
    """

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
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
        stack = [(level, iter(entries))]
        open_models = [(level - 1, key)] if key else []
        blocks, models = self._known.blocks, self._view.models
        while stack:
            depth, rest = stack[-1]
            for entry in rest:
                self._size += 1
                place = depth, entry.label, entry.text, entry.limits
                block = blocks.get(place)
                if block is None:
                    block = blocks[place] = _block(entry, "  " * depth)
                found.append(block)
                key, inner = entry.model, entry.entries
                if key:
                    model = models[key]
                    above = [it for _, it in open_models]
                    note = self._note(key, model, depth, above)
                    if note:
                        found += [f"{'  ' * depth}  {note}", ""]
                        continue
                    chunk = self._chunk(key, model, depth + 1, above)
                    if chunk is not None:
                        if chunk.text:
                            found.append(chunk.text)
                        continue
                    inner = model.entries
                    self._open(key, model)
                    if inner:
                        open_models.append((depth, key))
                if inner:
                    stack.append((depth + 1, iter(inner)))
                    break
            else:
                stack.pop()
                if open_models and open_models[-1][0] == depth - 1:
                    open_models.pop()
        return found

    def _open(self, key: str, model: Model) -> None:
        self._opened.add(key)
        if model.name:
            self._written.add(key)

    def _chunk(self, key: str, model: Model, depth: int, above: Sequence[str]) -> _Chunk | None:
        """A model as it was written on another page, if it is the same here."""
        place = key, depth
        chunks = self._known.chunks
        if place not in chunks:
            alone = Lists(self._view, self._link, self._known, expands=self._expands)
            alone._open(key, model)
            text = "\n".join(alone._lines(model.entries, depth, key))
            chunks[place] = (
                _Chunk(text, alone._size, frozenset(alone._written), frozenset(alone._opened))
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


def _block(entry: Entry, pad: str) -> str:
    """An entry without what is inside, indented."""
    lines = [f"{pad}- {code(entry.label)}", ""]
    text = prose(entry.text)
    if text:
        lines += [f"{pad}  {line}" if line else "" for line in text]
        lines.append("")
    if entry.limits:
        lines += [f"{pad}  {limits(entry)}", ""]
    return "\n".join(lines)


def limits(entry: Entry) -> str:
    """`maximum: 1000, minimum: 1`"""
    return ", ".join(f"{key}: {markdown_text(text)}" for key, text in entry.limits)
