"""Line and column of JSON pointers: one pass over the text, only when something is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from typing import Any as Json

import msgspec

from . import pointers as _pointers
from .source import Sources
from .syntax import positions

_START = re.compile(rb"[ \t\r\n]*([{\[])")
_KEY = re.compile(rb'[ \t\r\n]*,?[ \t\r\n]*("[^"\\]*(?:\\.[^"\\]*)*")[ \t\r\n]*:[ \t\r\n]*')
_ELEMENT = re.compile(rb"[ \t\r\n]*,?[ \t\r\n]*()")
"""What stands between the end of a member or element and the next value; group 1 is its place."""

_members_of = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_elements_of = msgspec.json.Decoder(list[msgspec.Raw]).decode


def locate(data: bytes, pointers: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Line and column, from 1, of each of `pointers` (what is before their `#` is ignored).

    A member is where its key is, an element where it begins; a pointer to nothing is where its
    nearest existing ancestor is.
    """
    root = _Spot()
    ends: dict[str, _Spot] = {}
    for pointer in pointers:
        spot = root
        for token in _pointers.split(pointer, "")[1]:
            spot = spot.below.setdefault(token, _Spot(above=spot))
        ends[pointer] = spot
    marks = _json(data, root) or _yaml_lines(data, root) or _yaml(data, root) or {}
    found: dict[str, tuple[int, int]] = {}
    for pointer, end in ends.items():
        at: _Spot | None = end
        while at is not None and id(at) not in marks:
            at = at.above
        found[pointer] = marks[id(at)] if at is not None else (1, 1)
    return found


def origin(pointer: str, sources: Sources) -> str:
    """Where in a text the node stands that is at `pointer` in `sources.trees`."""
    return sources.written(original(pointer, sources))


def original(pointer: str, sources: Sources) -> str:
    """Where in `sources.originals` the node stands that is at `pointer` in `sources.trees`."""
    moved = sources.moved
    if moved:
        head = pointer
        while head not in moved and "/" in head:
            head = head.rpartition("/")[0]
        if head in moved:
            pointer = moved[head] + pointer[len(head) :]
    file, tokens = _pointers.split(pointer, sources.main)
    tree = sources.originals.get(file)
    if tree is not None and tree is not sources.trees.get(file):
        pointer = _pointers.join(_pointers.prefix(file, sources.main), _unwrapped(tree, tokens))
    return pointer


def _unwrapped(tree: Json, tokens: Sequence[str]) -> list[str]:
    """`tokens` without the steps that `upgrade` put in: `anyOf/0` for `nullable` (OpenAPI 3.0)."""
    kept: list[str] = []
    at = tree
    index = 0
    while index < len(tokens):
        token = tokens[index]
        is_wrapper = isinstance(at, dict) and tokens[index : index + 2] == ("anyOf", "0")
        if is_wrapper and token not in at:
            index += 2
            continue
        kept.append(token)
        index += 1
        if isinstance(at, dict):
            at = at.get(token)
        elif isinstance(at, list) and token.isdecimal() and int(token) < len(at):
            at = at[int(token)]
        else:
            at = None
    return kept


class _Spot(msgspec.Struct, eq=False):
    """A token of the wanted pointers and those that go on from it."""

    above: _Spot | None = None
    below: dict[str, _Spot] = {}


def _json(data: bytes, root: _Spot) -> dict[int, tuple[int, int]] | None:
    """Positions by spot; None when `data` is not JSON.

    Only what is wanted is looked into: msgspec gives the members of an object, or the elements of
    an array, with their text as it stands, and so the length of what is passed over.
    """
    start = _START.match(data)
    if start is None:
        return None
    offsets: dict[int, int] = {id(root): start.start(1)}
    open_: list[tuple[_Spot, Any, int]] = [(root, data, start.start(1))]
    for spot, value, offset in open_:  # grows while it is walked
        if not spot.below or data[offset : offset + 1] not in (b"{", b"["):
            continue
        try:
            if data[offset : offset + 1] == b"{":
                members = _members_of(value).items()
            else:
                elements = _elements_of(value)
                members = {str(index): item for index, item in enumerate(elements)}.items()
        except (msgspec.MsgspecError, ValueError):
            return None
        at = offset + 1
        pattern = _KEY if data[offset : offset + 1] == b"{" else _ELEMENT
        left = len(spot.below)
        for key, raw in members:
            if not left:
                break
            token = pattern.match(data, at)
            if token is None:  # a key stands twice
                return None
            at = token.end() + len(memoryview(raw))
            wanted = spot.below.get(key)
            if wanted is not None:
                offsets[id(wanted)] = token.start(1)
                open_.append((wanted, raw, token.end()))
                left -= 1
    places = positions(data, offsets.values())
    return {key: places[offset] for key, offset in offsets.items()}


def _yaml_lines(data: bytes, root: _Spot) -> dict[int, tuple[int, int]] | None:
    """Positions by spot; None when `data` is not YAML of the plainest kind."""
    from . import yaml_lines  # patterns that JSON does not need

    offsets = yaml_lines.offsets(data, root)
    if offsets is None:
        return None
    places = positions(data, offsets.values())
    return {key: places[offset] for key, offset in offsets.items()}


def _yaml(data: bytes, root: _Spot) -> dict[int, tuple[int, int]] | None:
    """Positions by spot; None when `data` is not YAML."""
    from . import yaml_marks  # most documents are JSON or plain, and PyYAML is slow to import

    return yaml_marks.marks(data, root)
