"""Looking through references and wrappers: what a schema comes down to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as Json

import msgspec

from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.merge import bases_of, is_alone, shape_of
from clientsmith.normalize.shapes import Shape, substantive

_WRAPPERS = frozenset(("$ref", "allOf", "anyOf", "oneOf"))

MAX_MEMBERS = 1_000_000
"""Properties of all schemas together: a long chain of `allOf` repeats those of its beginning in
every schema."""


class Reduced(msgspec.Struct, frozen=True):
    """A schema without the wrappers that say nothing of their own."""

    node: Node
    referenced: bool
    """It was reached by `$ref`, so it is a schema of its own."""
    nullable: bool


class Lookup(msgspec.Struct):
    """Answers questions about schemas before, while and after they are converted."""

    context: Context
    shapes: dict[str, Shape] = {}
    _nullable: dict[str, bool] = {}
    _members: int = 0
    """How many properties all shapes have, with what they inherit."""

    def shape(self, node: Node) -> Shape:
        """The shape of a schema, computed once."""
        found = self.shapes.get(node.pointer)
        if found is not None:
            return found
        if is_alone(node):
            found = self.shapes[node.pointer] = self._made(node)
            return found
        stack = [node]
        busy: dict[str, None] = {}
        while stack:
            top = stack[-1]
            if top.pointer in self.shapes:
                stack.pop()
            elif top.pointer in busy:  # its bases are there
                self.shapes[top.pointer] = self._made(top)
                stack.pop()
            else:
                busy[top.pointer] = None
                for base in bases_of(self.context, top):
                    if base.pointer not in busy:
                        stack.append(base)
        return self.shapes[node.pointer]

    def _made(self, node: Node, parts: Sequence[Node] = ()) -> Shape:
        """The shape of a schema whose bases have theirs, or of `parts`; empty when there are too
        many members."""
        if self._members > MAX_MEMBERS:
            return Shape(node)
        shape = shape_of(self.context, node, parts, known=self.shapes)
        self._members += len(shape.properties)
        if self._members > MAX_MEMBERS:
            self.context.diagnostics.error(
                "schema/limit",
                node,
                f"with what they inherit, the schemas have more than {MAX_MEMBERS:,} properties",
                "let `allOf` lead through fewer schemas",
            )
        return shape

    def intersection(self, nodes: list[Node]) -> Shape:
        """The shape of a value that several schemas describe; the last one has the last word."""
        return self._made(nodes[-1], nodes)

    def extends(self, node: Node) -> dict[str, None]:
        """The pointers of a schema and of all it is composed of by reference."""
        found = {node.pointer: None}
        queue = [node]
        for one in queue:
            for base in self.shape(one).bases:
                if base.pointer not in found:
                    found[base.pointer] = None
                    queue.append(base)
        return found

    def covering(self, nodes: list[Node]) -> Node | None:
        """The one of `nodes` that allows nothing but what all others do, as references tell."""
        variants = [self.variants(node) for node in nodes]
        for node, own in zip(nodes, variants, strict=True):
            extended = [self.extends(target) for target in own.values()]
            if own and all(
                other and all(not covered.keys().isdisjoint(other) for covered in extended)
                for other in variants
            ):
                return node
        return None

    def variants(self, node: Node) -> dict[str, Node]:
        """The schemas that `node` refers to, or that it is a union of, by their pointers.

        Empty when it says something of its own, or allows null.
        """
        found: dict[str, Node] = {}
        seen: dict[str, None] = {}
        stack = [node]
        while stack:
            reduced = self.reduce(stack.pop())
            if reduced is None or reduced.nullable or type(reduced.node.value) is not dict:
                return {}
            inner = reduced.node
            if inner.pointer in seen:
                continue
            seen[inner.pointer] = None
            keys = [key for key in substantive(inner.value) if key != "discriminator"]
            if keys in (["oneOf"], ["anyOf"]):
                stack.extend(self.context.elements(inner, keys[0]))
            elif reduced.referenced:
                found[inner.pointer] = inner
            else:
                return {}
        return found

    def reduce(self, node: Node) -> Reduced | None:
        """Follow `$ref` and wrappers that add nothing: `allOf: [X]`, `anyOf: [X, null]`.

        None, with a diagnostic, when that leads back to where it began.
        """
        seen: dict[str, None] = {}
        nullable = False
        referenced = False
        while True:
            value = node.value
            if type(value) is not dict or (referenced and "$ref" not in value):
                return Reduced(node, referenced, nullable)
            if _WRAPPERS.isdisjoint(value):
                return Reduced(node, referenced, nullable)
            if node.pointer in seen:
                self.context.warn(
                    "schema/cycle",
                    node,
                    "this schema refers to nothing but itself; taken as any value",
                    drops="lost",
                )
                return None
            seen[node.pointer] = None
            self.context.read.add(id(value))
            keys = substantive(value)
            if referenced and keys != ["$ref"]:
                return Reduced(node, True, nullable)
            inner = self._inside(node, keys)
            if inner is None:
                return Reduced(node, referenced, nullable)
            following, null = inner
            nullable = nullable or null or value.get("nullable") is True
            if following is None:
                return Reduced(Node({}, node.pointer, node.document), False, nullable)
            referenced = referenced or "$ref" in value
            node = following

    def _inside(self, node: Node, keys: list[str]) -> tuple[Node | None, bool] | None:
        """(the only schema in a wrapper, whether the wrapper adds null); None: no wrapper."""
        value = node.value
        others = [key for key in keys if key not in ("type", "discriminator")]
        types = value.get("type")
        null = type(types) is list and "null" in types
        if others == ["$ref"]:
            return self.context.target(node), null
        if others == ["allOf"] and type(value["allOf"]) is list:
            real = []
            for element in self.context.elements(node, "allOf"):
                if type(element.value) is not dict or substantive(element.value):
                    real.append(element)
                else:
                    self.context.use(element)
            return (real[0], null) if len(real) == 1 else None
        if len(others) == 1 and others[0] in ("anyOf", "oneOf") and type(value[others[0]]) is list:
            elements = list(self.context.elements(node, others[0]))
            real = [element for element in elements if not is_null(element.value)]
            if len(real) < len(elements):
                for element in elements:
                    if is_null(element.value):
                        self.context.use(element)
            if len(real) != 1 or type(real[0].value) is not dict:
                return None
            if types is not None and "$ref" not in real[0].value:
                return None
            return real[0], null or len(real) < len(elements)
        return None

    def is_nullable(self, node: Node) -> bool:
        """Whether a named schema allows null: by itself, or by a variant of its union."""
        known = self._nullable.get(node.pointer)
        if known is not None:
            return known
        seen: dict[str, None] = {node.pointer: None}
        stack = [node]
        found = False
        while stack and not found:
            reduced = self.reduce(stack.pop())
            if reduced is None:
                continue
            shape = self.shape(reduced.node)
            found = reduced.nullable or bool(shape.nullable)
            for holder, keyword in shape.unions if not found else ():
                for variant in self.context.elements(holder, keyword):
                    if is_null(variant.value):
                        found = True
                    elif type(variant.value) is dict and variant.pointer not in seen:
                        seen[variant.pointer] = None
                        stack.append(variant)
            if reduced.node.pointer not in seen:
                seen[reduced.node.pointer] = None
        if not found:  # then nothing on the way does
            self._nullable.update(dict.fromkeys(seen, False))
        self._nullable[node.pointer] = found
        return found


def is_null(value: Json) -> bool:
    """Whether a schema allows null and nothing else."""
    if type(value) is not dict:
        return False
    if value.get("type") == "null" or ("type" in value and value["type"] is None):
        return True
    return (value.get("enum") == [None]) or ("const" in value and value["const"] is None)
