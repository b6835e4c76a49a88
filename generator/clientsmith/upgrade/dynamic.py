"""Dynamic references: schemas that are templates, filled in where they are used.

`$dynamicRef: "#item"` means the outermost schema with `$dynamicAnchor: item` on the way that leads
to it (JSON Schema 2020-12, Core, section 8.2.3.2). A schema that has such an anchor, or holds it in
its `$defs`, gets a copy of each template that it refers to, with plain references to its anchors.
All other dynamic references lead to where they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any as Json
from typing import TypeAlias

import msgspec

from .. import pointers, references
from ..diagnostics import Diagnostics
from ..document import Document, Node
from ..graph import components
from ..source import Sources
from .rebuild import Edit, rebuild
from .splice import reference_to

_LEADING = frozenset(("$ref", "$dynamicRef"))
_DEFINITIONS = ("$defs", "definitions")
_OF_ITS_PLACE = frozenset(
    ("$id", "$schema", "$vocabulary", "$anchor", "$dynamicAnchor", *_DEFINITIONS)
)
"""Keywords that are not copied: references in a copy lead to what stands in the template."""
_ABOUT = frozenset(("title", "description", "deprecated", "example", "examples", "$comment"))
_NESTED = 50
"""Templates within templates that are filled in."""


def upgrade(sources: Sources) -> Sources:
    """`sources` without dynamic references."""
    if not any(b"$dynamicRef" in text for text in sources.texts.values()):
        return sources
    document = Document(sources, Diagnostics())
    users = list(_users(document))
    needed = _needed(led for user in users for at in _leading(user) if (led := _led(at)))
    edits: dict[int, Edit] = {}
    moved = dict(sources.moved)
    for user in users:
        edits |= _Filling(user, needed, moved).edits()
    trees: dict[str, Json] = {}
    for name, tree in sources.trees.items():
        filled = rebuild(tree, edits)
        root = Node(filled, pointers.prefix(name, document.main), document)
        rest: dict[int, Edit] = {id(at.value): _static for at in _leading(root) if _is_dynamic(at)}
        trees[name] = rebuild(filled, rest)
    return msgspec.structs.replace(sources, trees=trees, moved=moved)


def _users(document: Document) -> Iterator[Node]:
    """The schemas with dynamic anchors that are not inside others: outer anchors hold there."""
    for name, tree in document.sources.trees.items():
        prefix = pointers.prefix(name, document.main)
        found: set[int] = set()
        for place in references.objects(tree, prefix, {"$dynamicAnchor", *_DEFINITIONS}):
            if place[3] != references.KEYWORDS or _is_inside(place, found):
                continue
            node = Node(place[0], references.pointer(place, prefix), document)
            if _anchors(node):
                found.add(id(place[0]))
                yield node


def _is_inside(place: references.Place, found: set[int]) -> bool:
    at = place[1]
    while at is not None:
        if id(at[0]) in found:
            return True
        at = at[1]
    return False


def _anchors(node: Node) -> dict[str, Node]:
    """The dynamic anchors of a schema: of what it defines, and its own."""
    found: dict[str, Node] = {}
    for keyword in _DEFINITIONS:
        held = node.get(keyword)
        for _, one in held.items() if held is not None else ():
            name = one.value.get("$dynamicAnchor") if type(one.value) is dict else None
            if type(name) is str:
                found.setdefault(name, one)
    own = node.value.get("$dynamicAnchor")
    if type(own) is str:
        found[own] = node
    return found


def _leading(node: Node) -> Iterator[Node]:
    """The schemas with a reference in `node`, as far as it is written there."""
    for place in references.objects(node.value, node.pointer, _LEADING):
        if place[3] == references.KEYWORDS:
            yield Node(place[0], references.pointer(place, node.pointer), node.document)


def _needed(starts: Iterable[Node]) -> dict[str, frozenset[str]]:
    """Pointer of a schema -> the names of dynamic references in it, and in all it refers to."""
    own: dict[str, set[str]] = {}
    edges: dict[str, list[str]] = {}
    stack = list(starts)
    while stack:
        node = stack.pop()
        if node.pointer in own:
            continue
        names, targets = own[node.pointer], edges[node.pointer] = set(), []
        for at in _leading(node):
            if type(at.value.get("$dynamicRef")) is str:
                names.add(_name(at))
            led = _led(at)
            if led is not None:
                targets.append(led.pointer)
                stack.append(led)
    found: dict[str, frozenset[str]] = {}
    for group in components(own, edges):
        inner = [found[to] for one in group for to in edges[one] if to in found]
        every = frozenset[str]().union(*(own[one] for one in group), *inner)
        found.update(dict.fromkeys(group, every))
    return found


def _is_dynamic(at: Node) -> bool:
    """Whether a schema is a dynamic reference; beside a plain one it has no effect here."""
    return type(at.value.get("$dynamicRef")) is str and "$ref" not in at.value


def _name(at: Node) -> str:
    """The anchor that a dynamic reference asks for."""
    name: str = at.value["$dynamicRef"].rpartition("#")[2]
    return name


def _led(at: Node) -> Node | None:
    """What the plain reference of a schema leads to."""
    ref = at.value.get("$ref")
    found = at.document.resolve(ref, at) if type(ref) is str else None
    return found if found is not None and type(found.value) is dict else None


def _static(node: dict[str, Json]) -> dict[str, Json]:
    """A schema whose reference leads to where it stands, whatever schema it is reached from."""
    return {"$ref" if key == "$dynamicRef" else key: value for key, value in node.items()}


Scope: TypeAlias = Mapping[str, Node]
"""The dynamic anchors that hold at a place, by their names."""


class _Filling:
    """A schema with dynamic anchors, and the templates that it refers to."""

    def __init__(
        self, node: Node, needed: Mapping[str, frozenset[str]], moved: dict[str, str]
    ) -> None:
        self.node = node
        self.scope = _anchors(node)
        self.needed = needed
        self.moved = moved
        self.copies = {_key(node, self.scope): node.pointer}
        """Where the copies of templates stand."""

    def edits(self) -> dict[int, Edit]:
        """What changes in the schema."""
        return self._edits(self.node, self.node.pointer, self.scope, 0)

    def _edits(self, template: Node, copy: str, scope: Scope, depth: int) -> dict[int, Edit]:
        """What changes in a template whose copy stands at `copy`."""
        found: dict[int, Edit] = {}
        for at in _leading(template):
            value = at.value
            if _is_dynamic(at) and _name(at) in scope:
                found[id(value)] = self._leads("$dynamicRef", scope[_name(at)].pointer)
                continue
            led = _led(at)
            if led is None:
                continue
            names = self.needed[led.pointer]
            inner = {**_anchors(led), **scope} if names else scope
            known = self.copies.get(_key(led, inner))
            if names.isdisjoint(scope) or (known is None and depth == _NESTED):
                if template is not self.node:
                    found[id(value)] = self._leads("$ref", led.pointer)
            elif known is not None:
                found[id(value)] = self._leads("$ref", known)
            else:
                here = copy + at.pointer[len(template.pointer) :]
                found[id(value)] = self._filled(value, here, led, inner, depth + 1)
        return found

    def _leads(self, keyword: str, pointer: str) -> Edit:
        """An edit that makes the reference `keyword` lead to `pointer`."""
        ref = reference_to(pointer, self.node)
        return lambda value: {
            **{key: one for key, one in value.items() if key != keyword},
            "$ref": ref,
        }

    def _filled(
        self, value: dict[str, Json], here: str, template: Node, scope: Scope, depth: int
    ) -> Edit:
        """An edit that puts the copy of a template in the place of a reference, at `here`."""
        beside = value.keys() - {"$ref"} - _ABOUT - _OF_ITS_PLACE
        is_known = "$ref" not in template.value  # what is filled into it has keywords, too
        is_alone = not beside or (is_known and beside.isdisjoint(template.value))
        at = here if is_alone else f"{here}/allOf/{len(_parts(value))}"
        self.copies[_key(template, scope)] = at
        made = rebuild(template.value, self._edits(template, at, scope, depth))
        kept = {key: one for key, one in made.items() if key not in _OF_ITS_PLACE}
        for key in kept:
            if key in template.value:  # else it is of a template in this one, and known
                self.moved[pointers.join(at, (key,))] = pointers.join(template.pointer, (key,))

        def edit(value: dict[str, Json]) -> dict[str, Json]:
            own = {key: one for key, one in value.items() if key != "$ref"}
            return {**kept, **own} if is_alone else {**own, "allOf": [*_parts(own), kept]}

        return edit


def _parts(schema: dict[str, Json]) -> list[Json]:
    """What holds together in a schema."""
    parts = schema.get("allOf")
    return parts if type(parts) is list else []


def _key(template: Node, scope: Scope) -> tuple[str, frozenset[tuple[str, str]]]:
    return template.pointer, frozenset((name, one.pointer) for name, one in scope.items())
