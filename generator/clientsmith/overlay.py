"""OpenAPI Overlay 1.0 and 1.1: patches of a document, applied before anything else looks at it.

An overlay is untrusted like the document: its JSONPaths (RFC 9535) are evaluated by a library in
its strict mode, and regular expressions that could take long are refused. What an overlay puts
into the document is found there when it is reported: `Patched.places` says where each such node
is written.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any as Json
from typing import TypeAlias

import msgspec

from . import pointers
from .diagnostics import Diagnostics

_VERSION = re.compile(r"1\.[01](?:\.[0-9]+)?(?:-[0-9A-Za-z.-]+)?")
_FIELDS = ("overlay", "info", "extends", "actions")
_ACTION_FIELDS = ("target", "description", "update", "copy", "remove")
_QUANTIFIED_GROUP = re.compile(r"\)[*+?{]")
_QUANTIFIER = re.compile(r"[*+{]")
_MAX_QUANTIFIERS = 3
_MAX_PATTERN = 200
_MAX_MATCHED = 2000
"""Characters of a text that a regular expression is held against."""
_MAX_DEPTH = 400
"""Levels that `..` descends."""

Location: TypeAlias = "tuple[str | int, ...]"
Slots: TypeAlias = "dict[str | int, str]"


class Patched(msgspec.Struct, frozen=True):
    """A document with its overlays."""

    tree: Json
    places: Mapping[str, str]
    """Pointer in `tree` to the pointer where that node is written, with all below it."""


class Refused(Exception):
    """An action that cannot be done. `at` is the field of the action that is to blame."""

    def __init__(self, code: str, at: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.at = at
        self.message = message
        self.hint = hint


def apply(tree: Json, overlays: Mapping[str, Json], diagnostics: Diagnostics) -> Patched:
    """`tree` with the actions of `overlays`, by file name, in their order; it is not changed.

    An overlay or an action that is wrong is reported and left out.
    """
    target = _Target(json.loads(json.dumps(tree)))
    for name, overlay in overlays.items():
        prefix = pointers.prefix(name, diagnostics.main)
        actions = _actions(overlay, prefix, diagnostics)
        for index, action in enumerate(actions):
            at = f"{prefix}/actions/{index}"
            try:
                matched = _act(target, action, at)
            except Refused as error:
                place = f"{at}/{error.at}" if error.at else at
                diagnostics.error(error.code, place, error.message, error.hint)
            else:
                if not matched:
                    diagnostics.warning(
                        "overlay/no-match",
                        f"{at}/target",
                        f"nothing in the document matches {action['target']}",
                        "repair the path, or remove the action",
                    )
    return Patched(target.root, target.places())


def _actions(overlay: Json, prefix: str, diagnostics: Diagnostics) -> Sequence[dict[str, Json]]:
    """The actions of an overlay; none when it is reported as unusable."""
    if not isinstance(overlay, dict) or "overlay" not in overlay:
        diagnostics.error(
            "overlay/version", prefix, "this is no overlay", "begin it with `overlay: 1.1.0`"
        )
        return ()
    version = overlay["overlay"]
    if not _VERSION.fullmatch(str(version)):
        diagnostics.error(
            "overlay/version",
            f"{prefix}/overlay",
            f"there is no support for version {version} of overlays",
            "Clientsmith reads OpenAPI Overlay 1.0 and 1.1",
        )
        return ()
    _unknown(overlay, _FIELDS, prefix, "an overlay", diagnostics)
    info = overlay.get("info")
    if not isinstance(info, dict) or not {"title", "version"} <= info.keys():
        diagnostics.warning(
            "overlay/info", prefix, "an overlay needs `info` with `title` and `version`"
        )
    actions = overlay.get("actions")
    if not isinstance(actions, list) or not actions:
        diagnostics.error(
            "overlay/actions",
            f"{prefix}/actions" if "actions" in overlay else prefix,
            "an overlay needs a list of `actions` with at least one",
        )
        return ()
    usable: list[dict[str, Json]] = []
    for index, action in enumerate(actions):
        at = f"{prefix}/actions/{index}"
        if not isinstance(action, dict) or not isinstance(action.get("target"), str):
            diagnostics.error(
                "overlay/target",
                f"{at}/target" if isinstance(action, dict) and "target" in action else at,
                "an action needs a `target`, a JSONPath such as $.paths['/pets'].get",
            )
            usable.append({"target": "$", "update": {}})  # keeps the indexes of the others
            continue
        _unknown(action, _ACTION_FIELDS, at, "an action", diagnostics)
        if not {"update", "copy"} & action.keys() and not action.get("remove"):
            diagnostics.warning(
                "overlay/action", at, "this action does nothing", "add `update`, `copy` or `remove`"
            )
        usable.append(action)
    return usable


def _unknown(
    value: Mapping[str, Json],
    known: Sequence[str],
    at: str,
    what: str,
    diagnostics: Diagnostics,
) -> None:
    for key in value:
        if key not in known and not key.startswith("x-"):
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
            diagnostics.warning(
                "overlay/unknown-field",
                pointers.join(at, (key,)),
                f"{what} has no field `{key}`; ignored",
                f"did you mean `{near[0]}`?" if near else f"it has {', '.join(known)}",
            )


def _act(target: _Target, action: Mapping[str, Json], at: str) -> int:
    """Do one action; how many nodes it was done to."""
    found = _find(action["target"], target.root, "target")
    remove = action.get("remove", False)
    if not isinstance(remove, bool):
        raise Refused("overlay/action", "remove", "`remove` must be true or false")
    if remove:
        target.remove(found)
    elif "update" in action and "copy" in action:
        raise Refused("overlay/action", "copy", "an action cannot have both `update` and `copy`")
    elif "update" in action:
        target.update(found, action["update"], f"{at}/update", "update")
    elif "copy" in action:
        if not isinstance(action["copy"], str):
            raise Refused("overlay/action", "copy", "`copy` must be a JSONPath")
        sources = _find(action["copy"], target.root, "copy")
        if len(sources) != 1:
            raise Refused(
                "overlay/copy",
                "copy",
                f"`copy` must select one node, and {action['copy']} selects {len(sources)}",
            )
        value = target.at(sources[0])
        target.update(found, value, target.origin(sources[0]), "copy")
    return len(found)


def _find(query: str, tree: Json, field: str) -> list[Location]:
    """The places that a JSONPath selects, each once."""
    import jsonpath
    from jsonpath.exceptions import JSONPathError, JSONPathRecursionError
    from jsonpath.function_extensions import ExpressionType, FilterFunction

    class Regex(FilterFunction):
        """`match` and `search` for expressions that end soon."""

        arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012
        return_type = ExpressionType.LOGICAL

        def __init__(self, whole: bool) -> None:
            self.whole = whole

        def __call__(self, text: object, pattern: object) -> bool:
            return _matches(text, pattern, self.whole, field)

    environment = jsonpath.JSONPathEnvironment(strict=True)
    environment.max_recursion_depth = _MAX_DEPTH
    environment.function_extensions["match"] = Regex(whole=True)
    environment.function_extensions["search"] = Regex(whole=False)
    try:
        found = [tuple(match.parts) for match in environment.finditer(query, tree)]
    except (JSONPathRecursionError, RecursionError):
        raise Refused("overlay/jsonpath", field, "this JSONPath goes too deep") from None
    except JSONPathError as error:
        message = str(error).partition("\n")[0]
        raise Refused(
            "overlay/jsonpath", field, f"this is no JSONPath of RFC 9535: {message}"
        ) from None
    return list(dict.fromkeys(found))


def _matches(text: object, pattern: object, whole: bool, field: str) -> bool:
    """I-Regexp (RFC 9485), without what could take long."""
    if not isinstance(text, str) or not isinstance(pattern, str):
        return False
    bare = re.sub(r"\\.|\[(?:\\.|[^\]])*\]", "x", pattern)
    if (
        len(pattern) > _MAX_PATTERN
        or _QUANTIFIED_GROUP.search(bare)
        or len(_QUANTIFIER.findall(bare)) > _MAX_QUANTIFIERS
    ):
        raise Refused(
            "overlay/pattern",
            field,
            f"the regular expression {pattern[:60]!r} is too complex",
            f"write it without repeated groups and with at most {_MAX_QUANTIFIERS} repetitions",
        )
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError):
        return False
    text = text[:_MAX_MATCHED]
    return bool(compiled.fullmatch(text) if whole else compiled.search(text))


def _kind(value: Json) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "a plain value"


class _Target:
    """The document being patched, and where each of its nodes is written."""

    def __init__(self, root: Json) -> None:
        self.root = root
        self.slots: dict[int, tuple[Json, Slots]] = {}
        """`id` of a container to itself and to where those of its members are written that are
        not where they were."""

    def at(self, location: Location) -> Json:
        """The node at `location`."""
        node = self.root
        for key in location:
            node = node[key]
        return node

    def slots_of(self, container: Json) -> Slots:
        return self.slots.setdefault(id(container), (container, {}))[1]

    def origin(self, location: Location) -> str:
        """The pointer where the node at `location` is written."""
        node, origin = self.root, "#"
        for key in location:
            written = self.slots[id(node)][1].get(key) if id(node) in self.slots else None
            origin = _down(origin, key) if written is None else _resolve(origin, written)
            node = node[key]
        return origin

    def remove(self, found: Sequence[Location]) -> None:
        """Remove nodes, the last of a list first."""
        if any(not location for location in found):
            raise Refused("overlay/action", "target", "the whole document cannot be removed")
        places = [(self.at(location[:-1]), location[-1]) for location in found]
        for container, key in sorted(
            places, key=lambda place: place[1] if isinstance(place[1], int) else -1, reverse=True
        ):
            slots = self.slots_of(container)
            if isinstance(container, dict):
                container.pop(key, None)
                slots.pop(key, None)
            else:
                written = [slots.get(index, f"\0{index}") for index in range(len(container))]
                del container[key], written[int(key)]
                slots.clear()
                slots.update(enumerate(written))

    def update(self, found: Sequence[Location], value: Json, origin: str, field: str) -> None:
        """Merge `value`, written at `origin`, into nodes."""
        nodes = [self.at(location) for location in found]
        kinds = {_kind(node) for node in nodes}
        if len(kinds) > 1:
            raise Refused(
                "overlay/mixed",
                "target",
                f"the target selects {' and '.join(sorted(kinds))}; they must be of one kind",
            )
        clash = next((_clash(node, value) for node in nodes if _clash(node, value)), "")
        if clash:
            raise Refused("overlay/incompatible", field, clash)
        for location, node in zip(found, nodes, strict=True):
            if isinstance(node, dict):
                self.merge(node, value, origin)
            elif isinstance(node, list):
                self.extend(node, value, origin)
            elif location:
                container = self.at(location[:-1])
                container[location[-1]] = value
                self.slots_of(container)[location[-1]] = origin

    def merge(self, into: dict[str, Json], value: dict[str, Json], origin: str) -> None:
        """Merge objects (Overlay 1.1, Action Object), which `_clash` has found compatible."""
        work = [(into, value, origin)]
        while work:
            node, update, written = work.pop()
            for key, member in update.items():
                here = _down(written, key)
                if key in node and isinstance(member, dict):
                    work.append((node[key], member, here))
                elif key in node and isinstance(member, list):
                    self.extend(node[key], member, here)
                else:
                    node[key] = self.copied(member)
                    self.slots_of(node)[key] = here

    def extend(self, into: list[Json], value: Json, origin: str) -> None:
        """Append the elements of a list, or one value."""
        elements = value if isinstance(value, list) else [value]
        slots = self.slots_of(into)
        for index, element in enumerate(list(elements)):
            slots[len(into)] = _down(origin, index) if isinstance(value, list) else origin
            into.append(self.copied(element))

    def copied(self, value: Json) -> Json:
        """A copy of `value`, with what is known of where its parts are written."""
        if not isinstance(value, dict | list):
            return value
        fresh = json.loads(json.dumps(value))
        work = [(value, fresh)]
        while work:
            old, new = work.pop()
            if id(old) in self.slots:
                self.slots_of(new).update(self.slots[id(old)][1])
            members = old.items() if isinstance(old, dict) else enumerate(old)
            work.extend((one, new[key]) for key, one in members if isinstance(one, dict | list))
        return fresh

    def places(self) -> dict[str, str]:
        """Pointer of each node that is not written where it stands, to where it is."""
        found: dict[str, str] = {}
        work: list[tuple[Json, str, str]] = [(self.root, "#", "#")]
        while work:
            node, pointer, origin = work.pop()
            slots = self.slots[id(node)][1] if id(node) in self.slots else {}
            members = node.items() if isinstance(node, dict) else enumerate(node)
            for key, member in members:
                here, written = _down(pointer, key), slots.get(key)
                there = _down(origin, key) if written is None else _resolve(origin, written)
                if written is not None and there != _down(origin, key):
                    found[here] = there
                if isinstance(member, dict | list):
                    work.append((member, here, there))
        return found


def _down(pointer: str, key: str | int) -> str:
    return f"{pointer}/{pointers.escape(str(key))}"


def _resolve(origin: str, written: str) -> str:
    """What a slot says: a pointer, or an element of the list that is written at `origin`."""
    return _down(origin, written[1:]) if written.startswith("\0") else written


def _clash(node: Json, value: Json) -> str:
    """Why `value` cannot be merged into `node`; "" when it can."""
    work: list[tuple[Json, Json, str]] = [(node, value, "")]
    while work:
        one, other, way = work.pop()
        if isinstance(one, list) and (not way or isinstance(other, list)):
            continue
        if _kind(one) != _kind(other):
            place = f" at {way}" if way else ""
            return f"{_kind(other)} cannot be merged into {_kind(one)}{place}"
        if isinstance(one, dict):
            work.extend((one[key], other[key], _down(way, key)) for key in other if key in one)
    return ""
