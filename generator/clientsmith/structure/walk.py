"""Every object of a document held against the grammar, through all its references."""

from __future__ import annotations

import difflib
from typing import Any as Json

from ..document import Document, Node
from ..upgrade.grammar import is_walked
from .findings import Findings, Place, kind_of
from .grammar import MANY, MAP, ONE, SCALARS, TITLES, Field, grammar_of
from .rules import RULES

_MAPS = {"callback": Field(MAP, "path", ""), "security": Field(MAP, "any", "")}
"""Objects whose keys are all the author's."""

_REFERENCES = frozenset(
    (
        *("path", "operation", "parameter", "header", "body", "response", "callback", "example"),
        *("link", "media", "scheme", "schema"),
    )
)
"""Objects in whose place OpenAPI lets a reference stand; documents have them in others, too."""

_MAY_BE_EMPTY = frozenset(("media", "schema", "any", "text", "security"))
"""What may be left out after its key in YAML: it can be anything."""

_SCALARS = frozenset((str, bool, int, float))

MAX_CHAIN = 100
"""References in a row that are followed; a cycle is reported where it is used."""

_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "name": (str,),
    "version": (str,),
    "flag": (bool,),
    "number": (int, float),
}
_WANTED = {"flag": "true or false", "number": "a number"}


class Walk:
    """One run over a document."""

    def __init__(self, document: Document, version: str, findings: Findings) -> None:
        self.document = document
        self.version = version
        self.grammar = grammar_of(version)
        self.findings = findings
        self.stack: list[Place] = []
        self.followed: set[tuple[str, str, str]] = set()
        self.fine: set[tuple[object, ...]] = set()
        """What matters of schemas of which there is nothing to say, but not of arrays: the keys,
        and the types of the values, which are scalars."""

    def run(self) -> None:
        """Report every fault of an object that is reached from the root."""
        self.stack.append((self.document.root.value, "openapi", "#", None, ()))
        seen: set[tuple[int, str]] = set()
        while self.stack:
            place = self.stack.pop()
            node, kind = place[0], place[1]
            mark = (id(node), kind)
            if mark in seen:
                continue
            seen.add(mark)
            before = self.findings.diagnostics.reports
            self.visit(node, kind, place)
            if (
                kind == "schema"
                and self.findings.diagnostics.reports == before
                and "$ref" not in node
                and node.get("type") != "array"
                and _SCALARS.issuperset(map(type, node.values()))
            ):
                self.fine.add((*node, *map(type, node.values())))

    def visit(self, node: dict[str, Json], kind: str, place: Place) -> None:
        """Look at one object."""
        if "$ref" in node and self.is_reference(node, kind, place):
            return
        if kind in _MAPS:
            self.members(node, _MAPS[kind], place, ())
            return
        fields, needed = self.grammar[kind]
        for key, value in node.items():
            field = fields.get(key)
            if field is not None:
                shape, inner, _ = field
                if value is None:
                    self.empty(key, field, place)
                elif shape == ONE:
                    types = _TYPES.get(inner)
                    if types is not None:
                        if type(value) not in types:
                            self.scalar(value, inner, (value, inner, place[2], place, (key,)))
                    elif inner == "any":
                        pass
                    elif type(value) is dict:
                        if not is_walked(value, inner, place[2]):
                            self.stack.append((value, inner, place[2], place, (key,)))
                    elif not (inner == "schema" and type(value) is bool):
                        self.wrong(value, "an object", (value, inner, place[2], place, (key,)))
                elif shape == MANY:
                    self.elements(value, key, inner, place)
                elif type(value) is dict:
                    self.members(value, field, place, (key,))
                else:
                    self.wrong(value, "an object", (value, inner, place[2], place, (key,)))
            elif kind != "schema" and not key.startswith("x-"):
                self.unknown(key, kind, node, place)
        for name in needed:
            if node.get(name) is None:
                self.missing(name, fields[name], kind, place)
        rule = RULES.get(kind)
        if rule is not None:
            rule(node, place, self)

    # --- references ------------------------------------------------------------------------------

    def is_reference(self, node: dict[str, Json], kind: str, place: Place) -> bool:
        """Whether `node` is a reference and nothing beside it; what it refers to is visited."""
        ref = node["$ref"]
        if type(ref) is not str:
            if kind in _REFERENCES and not (kind == "schema" and type(ref) is dict):
                here = (ref, "name", place[2], place, ("$ref",))
                self.findings.refuse(
                    "document/type", here, f"`$ref` must be text, not {kind_of(ref)}"
                )
            return False
        self.follow(ref, kind, place)
        return kind not in ("path", "schema")

    def follow(self, ref: str, kind: str, place: Place) -> None:
        """Visit what `ref` refers to as a `kind`."""
        key = (place[2].partition("#")[0], ref, kind)
        if key in self.followed:
            return
        self.followed.add(key)
        found = self.document.resolve(ref, Node(place[0], place[2], self.document))
        if found is not None and type(found.value) is dict:
            self.stack.append((found.value, kind, found.pointer, None, ()))

    def resolved(self, value: Json, place: Place) -> dict[str, Json]:
        """The object that `value`, inside `place`, is or refers to; empty when there is none."""
        node = Node(value, place[2], self.document)
        for _ in range(MAX_CHAIN):
            if type(node.value) is not dict:
                return {}
            ref = node.value.get("$ref")
            if type(ref) is not str:
                return node.value
            found = self.document.resolve(ref, node)
            if found is None:
                return {}
            node = found
        return {}

    # --- containers ------------------------------------------------------------------------------

    def members(
        self, value: dict[str, Json], field: Field, place: Place, way: tuple[str, ...]
    ) -> None:
        """Look at the members of a map."""
        kind, start = field.kind, place[2]
        if kind == "any":
            return
        ref = value.get("$ref")
        if type(ref) is str:  # a map that stands elsewhere: not OpenAPI, but used
            found = self.document.resolve(ref, Node(value, start, self.document))
            key = (start.partition("#")[0], ref, f"{{{kind}}}")
            if found is not None and type(found.value) is dict and key not in self.followed:
                self.followed.add(key)
                outer = (found.value, kind, found.pointer, None, ())
                self.members(found.value, field, outer, ())
        for name, member in value.items():
            if name == "$ref" and type(ref) is str:
                continue
            if type(member) is dict and kind not in SCALARS:
                if kind == "path" and name.startswith("x-"):
                    continue
                if (
                    kind == "schema"
                    and member.get("type") != "array"
                    and (*member, *map(type, member.values())) in self.fine
                ):
                    continue
                if not is_walked(member, kind, start):
                    self.stack.append((member, kind, start, place, (*way, name)))
                continue
            if name.startswith("x-") and kind in ("path", "response", "text"):
                continue
            here = (member, kind, start, place, (*way, name))
            if member is None and kind in _MAY_BE_EMPTY:
                continue
            if kind in SCALARS:
                self.scalar(member, kind, here)
            elif not (kind == "schema" and type(member) is bool):
                self.wrong(member, "an object", here)

    def elements(self, value: Json, key: str, kind: str, place: Place) -> None:
        """Look at the elements of a list."""
        start = place[2]
        if type(value) is not list:
            if type(value) is dict and type(value.get("$ref")) is str:
                return  # a list that stands elsewhere: not OpenAPI, but used
            self.wrong(value, "a list", (value, kind, start, place, (key,)))
            return
        if kind == "any":
            return
        types = _TYPES.get(kind)
        for index, element in enumerate(value):
            if types is not None and type(element) in types:
                continue
            here = (element, kind, start, place, (key, str(index)))
            if kind in SCALARS:
                self.scalar(element, kind, here)
            elif type(element) is dict:
                if not is_walked(element, kind, start):
                    self.stack.append(here)
            elif not (kind == "schema" and type(element) is bool):
                self.wrong(element, "an object", here)

    # --- faults ----------------------------------------------------------------------------------

    def scalar(self, value: Json, kind: str, place: Place) -> None:
        """Check a scalar of the grammar."""
        if kind == "any" or type(value) in _TYPES[kind]:
            return
        wanted = _WANTED.get(kind, "text")
        is_plain = type(value) is not dict and type(value) is not list
        if kind == "name" or not (is_plain or kind == "text"):
            self.wrong(value, wanted, place)
            return
        hint = "put it in quotes" if kind in ("text", "version") and is_plain else ""
        if type(value) is dict and "$ref" in value:
            return  # text that stands elsewhere
        message = f"`{place[4][-1]}` must be {wanted}, not {kind_of(value)}"
        self.findings.warn("document/type", place, message, hint)

    def wrong(self, value: Json, wanted: str, place: Place) -> None:
        """Refuse a value of the wrong kind."""
        message = f"`{place[4][-1]}` must be {wanted}, not {kind_of(value)}"
        if place[1] == "discriminator" and type(value) is str:  # as in 2.0
            hint = f"write `discriminator: {{propertyName: {value}}}`"
            self.findings.warn("document/type", place, message, hint)
            return
        # PHP writes an empty object so; without `paths` there would be nothing to do.
        if value == [] and wanted == "an object" and place[4] != ("paths",):
            self.findings.warn("document/type", place, f"{message}; taken as an empty one")
            return
        self.findings.refuse("document/type", place, message)

    def empty(self, key: str, field: Field, place: Place) -> None:
        """A field without a value. Where it is needed, it is missing."""
        if field.need or field.kind == "any":
            return
        here = (None, field.kind, place[2], place, (key,))
        self.findings.warn(
            "document/empty",
            here,
            f"`{key}` has no value; it is read as if it were not there",
            "remove the key or give it a value",
        )

    def missing(self, name: str, field: Field, kind: str, place: Place) -> None:
        """A field that has to be there is not."""
        report = self.findings.refuse if field.need == "!" else self.findings.warn
        report("document/missing", place, f"{TITLES[kind]} needs `{name}`", f"add `{name}`")

    def unknown(self, key: str, kind: str, node: dict[str, Json], place: Place) -> None:
        """A field that the object does not have."""
        if kind == "path" and key.startswith("/"):
            return
        near = difflib.get_close_matches(key, self.grammar[kind].fields, n=1, cutoff=0.8)
        hint = f"did you mean `{near[0]}`?" if near else "begin its name with `x-` to keep it"
        here = (node[key], kind, place[2], place, (key,))
        message = f"{TITLES[kind]} has no field `{key}` in OpenAPI {self.version}; ignored"
        self.findings.warn("document/unknown-field", here, message, hint)
