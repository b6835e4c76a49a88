"""YAML 1.2 to a tree of dict, list, str, int, float, bool and None, by the JSON schema.

The tree is built from libyaml's events, so nothing recurses and every error has its line. Unlike
YAML 1.1 and PyYAML's own loader `no`, `2020-01-01`, `1:30` and `010` stay strings. The keys of
a mapping are always the text that stands there: `200` is `"200"`, `on` is `"on"`. Aliased nodes
are shared, not copied: the tree must not be changed in place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, NoReturn
from typing import Any as Json

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from .syntax import MAX_ALIASED, MAX_DEPTH, MAX_DIGITS, SyntaxProblem, position

_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = frozenset(_CORE + name for name in ("str", "int", "float", "bool", "null"))
_MAPPING_TAGS = frozenset((None, "!", _CORE + "map"))
_SEQUENCE_TAGS = frozenset((None, "!", _CORE + "seq"))

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAYBE_NOT_TEXT = frozenset("~nNtTfF-+.0123456789")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MERGE = object()
"""The key `<<`, whose value is merged into the mapping (yaml.org/type/merge.html)."""
_NO_KEY = object()


def events(text: str) -> Callable[[], Any]:
    """A function that gives the next YAML event of `text`, by libyaml where it is there.

    It raises `yaml.YAMLError`; `problem` turns that into a `SyntaxProblem`.
    """
    parser: Any
    text = _shielded(text)[0]
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        parser = CParser(text)
    else:
        parser = yaml.BaseLoader(text)
    following: Callable[[], Any] = parser.get_event
    return following


def parse(text: str, problems: list[SyntaxProblem]) -> Json:
    """The tree of the one document in `text`; None when it is empty.

    Appends to `problems` what is wrong but leaves the rest readable, such as a key given twice.
    Raises `SyntaxProblem` for everything else.
    """
    shielded, back = _shielded(text)
    try:
        tree = _Builder(shielded, problems).build()
    except yaml.YAMLError as error:
        raise problem(shielded, error) from None
    return _restored(tree, back) if back else tree


def _shielded(text: str) -> tuple[str, dict[int, str]]:
    """`text` with other characters for those that end a line in YAML 1.1 only, and the way back.

    YAML 1.2 (section 5.4) has them as plain characters; libyaml would end a text at them.
    """
    found = [char for char in "\x85\u2028\u2029" if char in text]
    if not found:
        return text, {}
    private = (chr(code) for code in range(0xE000, 0xF900))
    spare = [char for char in private if char not in text][: len(found)]
    there = {ord(char): other for char, other in zip(found, spare, strict=False)}
    return text.translate(there), {
        ord(other): char for char, other in zip(found, spare, strict=False)
    }


def _restored(tree: Json, back: dict[int, str]) -> Json:
    """`tree`, which nobody has yet, with the characters as they were."""
    root = [tree]
    stack: list[Json] = [root]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        members = list(node.items() if type(node) is dict else enumerate(node))
        if type(node) is dict:
            node.clear()
        for key, value in members:
            if type(value) is str:
                value = value.translate(back)
            elif type(value) is dict or type(value) is list:
                stack.append(value)
            node[key.translate(back) if type(key) is str else key] = value
    return root[0]


def problem(text: str, error: yaml.YAMLError) -> SyntaxProblem:
    """PyYAML's `error` about `text` as one of ours."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        message = ", ".join(part for part in (error.context, error.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if line > text.count("\n") + 1:  # libyaml's end of a text without a final newline
            line, column = position(text, len(text))
        return SyntaxProblem("syntax/yaml", message or "this is not YAML", line, column)
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes, PyYAML's own reader characters.
        offset = error.position
        if yaml.__with_libyaml__:
            offset = len(text.encode()[:offset].decode(errors="ignore"))
        line, column = position(text, offset)
        what = error.character
        if isinstance(what, int) and 0 <= what <= 0x10FFFF:
            return SyntaxProblem(
                "syntax/yaml", f"the character U+{what:04X} is not allowed in YAML", line, column
            )
        return SyntaxProblem("syntax/yaml", str(error.reason), line, column)
    return SyntaxProblem("syntax/yaml", " ".join(str(error).split()), 1, 1)


class _Builder:
    """The state of one run over the events."""

    def __init__(self, text: str, problems: list[SyntaxProblem]) -> None:
        self._next = events(text)
        self._problems = problems
        self._anchors: dict[str, tuple[Json, int, int]] = {}
        """Name to (tree, nodes in it with aliases expanded, levels in it)."""
        self._open_anchors: set[str] = set()
        self._aliased = 0

    def build(self) -> Json:
        """Run over the events. The loop is long because calls would double its time."""
        following = self._next
        scalar = self.scalar
        root: Json = None
        # The innermost open container, the key whose value comes next (in a mapping), its
        # pending merges, its anchor, the number of nodes when it began, its deepest level.
        frames: list[tuple[Any, Any, list[Any] | None, str | None, int, int]] = []
        here: Any = None
        key: Any = _NO_KEY
        merges: list[Any] | None = None
        anchor: str | None = None
        began = 0
        deepest = 0
        in_mapping = False
        nodes = 0
        documents = 0
        while True:
            event = following()
            kind = type(event)
            if kind is ScalarEvent:
                nodes += 1
                if in_mapping and key is _NO_KEY:
                    key = event.value
                    if event.anchor is not None:
                        self._anchors[event.anchor] = (key, 1, 0)
                    if key == "<<" and event.implicit[0] and not event.style:
                        key = _MERGE
                    elif key in here:
                        self.duplicate(key, event)
                    continue
                value = event.value
                if event.tag is not None:
                    value = self.tagged(event)
                elif (
                    event.implicit[0]
                    and (not value or value[0] in _MAYBE_NOT_TEXT)
                    and not event.style
                ):
                    value = scalar(event)
                if event.anchor is not None:
                    self._anchors[event.anchor] = (value, 1, 0)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                nodes += 1
                if in_mapping and key is _NO_KEY:
                    self.fail(event, "syntax/yaml", "a key must be text, not a mapping or a list")
                self.check_collection(event, kind is MappingStartEvent)
                frames.append((here, key, merges, anchor, began, deepest))
                deepest = len(frames)
                if deepest > MAX_DEPTH:
                    self.too_deep(event)
                in_mapping = kind is MappingStartEvent
                here = {} if in_mapping else []
                key, merges, anchor, began = _NO_KEY, None, event.anchor, nodes
                if anchor is not None:
                    self._open_anchors.add(anchor)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = here
                if merges is not None:
                    value = _merged(here, merges)
                if anchor is not None:
                    self._open_anchors.discard(anchor)
                    level = deepest - len(frames) + 1
                    self._anchors[anchor] = (value, nodes - began + 1, level)
                reached = deepest
                here, key, merges, anchor, began, deepest = frames.pop()
                deepest = max(deepest, reached)
                in_mapping = type(here) is dict
            elif kind is AliasEvent:
                value, size, levels = self.alias(event)
                nodes += size
                if levels:
                    deepest = max(deepest, len(frames) + levels)
                    if deepest > MAX_DEPTH:
                        self.too_deep(event)
                if in_mapping and key is _NO_KEY:
                    if not isinstance(value, str):
                        self.fail(event, "syntax/yaml", "a key must be text")
                    key = value
                    if key in here:
                        self.duplicate(key, event)
                    continue
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.fail(event, "syntax/yaml", "there is a second YAML document in this file")
                continue
            elif kind is StreamEndEvent:
                return root
            else:
                continue
            if in_mapping:
                if key is _MERGE:
                    merges = [] if merges is None else merges
                    self.merge(value, merges, event)
                else:
                    here[key] = value
                key = _NO_KEY
            elif here is None:
                root = value
            else:
                here.append(value)

    def scalar(self, event: Any) -> Json:
        """The value of a plain scalar without a tag (YAML 1.2.2, section 10.2, JSON schema)."""
        text: str = event.value
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            if len(text) > MAX_DIGITS:
                self.fail(event, "syntax/number", f"an integer of {len(text)} digits")
            return int(text)
        if _FLOAT.fullmatch(text):
            number = float(text)
            if math.isinf(number):
                self.fail(event, "syntax/number", "this number is larger than a double can be")
            return number
        if _NOT_FINITE.fullmatch(text):
            self.fail(
                event,
                "syntax/number",
                f"{text} is not a JSON number",
                "OpenAPI documents may hold only what JSON can say; quote it if it is text",
            )
        return text

    def tagged(self, event: Any) -> Json:
        """The value of a scalar with a tag: only those of the core schema."""
        tag: str = event.tag
        if tag in ("!", _CORE + "str"):
            return event.value
        if tag not in _SCALAR_TAGS:
            self.bad_tag(event)
        value = self.scalar(event)
        wanted = {"int": int, "float": (int, float), "bool": bool, "null": type(None)}
        name = tag.removeprefix(_CORE)
        if not isinstance(value, wanted[name]) or (  # type: ignore[arg-type]
            isinstance(value, bool) and name != "bool"
        ):
            self.fail(event, "syntax/yaml", f"this is not of the type that !!{name} says")
        return value

    def check_collection(self, event: Any, is_mapping: bool) -> None:
        """Refuse tags of a mapping or a sequence that say it is something else."""
        if event.tag is not None and event.tag not in (
            _MAPPING_TAGS if is_mapping else _SEQUENCE_TAGS
        ):
            self.bad_tag(event)

    def alias(self, event: Any) -> tuple[Json, int, int]:
        """What the alias of `event` stands for, its size and its depth."""
        name = event.anchor
        if name in self._open_anchors:
            self.fail(event, "syntax/yaml", f"the alias *{name} stands inside what it names")
        if name not in self._anchors:
            self.fail(event, "syntax/yaml", f"there is no anchor &{name} before this alias")
        value, size, levels = self._anchors[name]
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            self.fail(
                event,
                "syntax/limit",
                f"the aliases of this file stand for more than {MAX_ALIASED:,} nodes",
                "write the repeated parts as `$ref`s",
            )
        return value, size, levels

    def merge(self, value: Json, merges: list[Any], event: Any) -> None:
        """Note the mappings of one `<<`."""
        parts = value if isinstance(value, list) else [value]
        if not all(isinstance(part, dict) for part in parts):
            self.fail(event, "syntax/yaml", "`<<` takes a mapping or a list of mappings")
        merges.extend(parts)

    def duplicate(self, key: str, event: Any) -> None:
        """Report a key that stands in its mapping already."""
        self._problems.append(
            SyntaxProblem(
                "syntax/duplicate-key",
                f"the key {key!r} stands twice in this mapping",
                event.start_mark.line + 1,
                event.start_mark.column + 1,
                "remove or rename one of them",
            )
        )

    def too_deep(self, event: Any) -> NoReturn:
        self.fail(event, "syntax/limit", f"more than {MAX_DEPTH} levels inside each other")

    def bad_tag(self, event: Any) -> NoReturn:
        shown = event.tag.replace(_CORE, "!!")
        self.fail(event, "syntax/yaml", f"the tag {shown} is not one that JSON has a type for")

    def fail(self, event: Any, code: str, message: str, hint: str = "") -> NoReturn:
        mark = event.start_mark
        raise SyntaxProblem(code, message, mark.line + 1, mark.column + 1, hint)


def _merged(own: dict[str, Json], merges: list[dict[str, Json]]) -> dict[str, Json]:
    """`own` and what it does not have of `merges`, of which the first wins."""
    result: dict[str, Json] = {}
    for part in merges:
        for key, value in part.items():
            result.setdefault(key, value)
    result.update(own)
    return result
