"""Where members and elements stand in YAML of any kind, by a parser's events."""

from __future__ import annotations

from typing import Any

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from . import yaml_tree
from .yaml_lines import Wanted


class _Frame(msgspec.Struct, eq=False):
    """An open object or array on the way to a wanted place."""

    spot: Wanted | None
    is_object: bool
    index: int = 0
    key: str | None = None


def marks(data: bytes, root: Wanted) -> dict[int, tuple[int, int]] | None:
    """Line and column, from 1, of each wanted place, by its `id`; None when `data` is not YAML."""
    try:
        return _marks(data.decode(), root)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None


def _marks(text: str, root: Wanted) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    frames: list[_Frame] = []
    following = yaml_tree.events(text)
    while True:
        event: Any = following()
        kind = type(event)
        if kind is StreamEndEvent:
            return found
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            frames.pop()
            continue
        starts = kind is MappingStartEvent or kind is SequenceStartEvent
        if not (starts or kind is ScalarEvent or kind is AliasEvent):
            continue
        spot: Wanted | None = None
        if not frames:
            spot = root
            found[id(root)] = _mark(event)
        else:
            frame = frames[-1]
            if frame.spot is not None:
                if frame.is_object and frame.key is None:
                    frame.key = event.value if kind is ScalarEvent else ""
                    spot = frame.spot.below.get(frame.key or "")
                    if spot is not None:
                        found[id(spot)] = _mark(event)
                    if not starts:
                        continue
                elif frame.is_object:
                    spot = frame.spot.below.get(frame.key or "")
                    frame.key = None
                else:
                    spot = frame.spot.below.get(str(frame.index))
                    frame.index += 1
                    if spot is not None:
                        found[id(spot)] = _mark(event)
        if starts:
            wanted = spot if spot is not None and spot.below else None
            frames.append(_Frame(wanted, kind is MappingStartEvent))


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
