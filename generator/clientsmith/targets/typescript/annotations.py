"""From IR types to TypeScript types: what a server answers, and what a caller passes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias, assert_never

from clientsmith import ir
from clientsmith.contents import resolve
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import (
    ArrayOf,
    Both,
    Either,
    Generic,
    MapOf,
    TupleOf,
    Type,
    union,
)
from clientsmith.targets.typescript.reach import WIDE
from clientsmith.targets.typescript.scopes import Module, runtime
from clientsmith.targets.typescript.symbols import Symbol, Symbols
from clientsmith.targets.typescript.text import key, literal

Direction: TypeAlias = Literal["output", "input"]

OPEN = {"string": "(string & {})", "number": "(number & {})"}
"""What an open enum is beside its values: anything else, without hiding them from editors."""


class Annotations:
    """Types for one module."""

    def __init__(
        self,
        schemas: Mapping[ir.Pointer, ir.Schema],
        symbols: Symbols,
        imports: Imports,
        wide: str,
    ) -> None:
        self._schemas = schemas
        self._symbols = symbols
        self._imports = imports
        self._wide = wide
        """The type of an integer of 64 bits."""
        self.owner = ""
        """The namespace that is being written."""
        self.has_files = False
        """Whether bytes that are sent are files."""
        self.hidden: frozenset[str] = frozenset()
        """Names that mean something else within it."""

    @property
    def module(self) -> Module:
        """The module that is being written."""
        return self._imports.module

    def type(self, kind: ir.Type, direction: Direction) -> Type:
        """The type of a value that is received (`output`) or sent (`input`)."""
        match kind:
            case ir.Any():
                return "unknown"
            case ir.Never():
                return "never"
            case ir.Null():
                return "null"
            case ir.Boolean():
                return "boolean"
            case ir.Integer(format=form):
                return self._wide_integer() if form in WIDE else "number"
            case ir.Number():
                return "number"
            case ir.String():
                return "string"
            case ir.Binary():
                # Within JSON bytes are text; a whole answer is a Response.
                return self.uploadable() if direction == "input" and self.has_files else "string"
            case ir.Const(value=value):
                return constant(value)
            case ir.Array(items=items):
                return ArrayOf(self.type(items, direction))
            case ir.Tuple(items=members, rest=rest):
                parts = tuple(self.type(it, direction) for it in members)
                return TupleOf(parts, None if rest is None else self.type(rest, direction))
            case ir.Map(values=values):
                return MapOf(self.type(values, direction))
            case ir.Nullable(type=inner):
                return union([self.type(inner, direction), "null"])
            case ir.Union():
                return self._union(kind, direction)
            case ir.Ref(pointer=pointer):
                return self._reference(pointer, direction)
            case _:
                assert_never(kind)

    def uploadable(self) -> str:
        """What can be uploaded."""
        return self._imports.type(runtime("uploads"), "Uploadable")

    def _wide_integer(self) -> Type:
        return union(self._wide.split(" | "))

    def _union(self, kind: ir.Union, direction: Direction) -> Type:
        variants = [self.type(it, direction) for it in kind.variants]
        tags = kind.discriminator
        if tags is None:
            return union(variants)
        values: list[list[Any]] = [[] for _ in variants]
        for value, index in tags.mapping:
            if index != tags.default:  # which has other values, too
                values[index].append(value)
        tagged = [
            self._tagged(variant, inner, tags.property, allowed)
            for variant, inner, allowed in zip(variants, kind.variants, values, strict=True)
        ]
        known = direction == "output" and all(isinstance(it, str) for it, _ in tags.mapping)
        if known and tags.default is None:
            unknown = self._imports.type(runtime("unknown"), "UnknownVariant")
            tagged.append(Generic(unknown, (literal(tags.property),)))
        return union(tagged)

    def _tagged(self, variant: Type, kind: ir.Type, name: str, values: list[Any]) -> Type:
        """A variant whose tag is one of `values`, so that it can be told from the others."""
        schema = resolve(kind, self._schemas)
        if not isinstance(schema, ir.Object) or not values:
            return variant
        prop = next((it for it in schema.properties if it.name.wire == name), None)
        if prop is not None and isinstance(prop.type, ir.Const) and prop.required:
            return variant
        tag = union([constant(value) for value in values])
        return Both((variant, f"{{ {key(name)}: {_inline(tag)} }}"))

    def _reference(self, pointer: ir.Pointer, direction: Direction) -> Type:
        schema = self._schemas.get(pointer)
        if schema is None or pointer in self._symbols.reach.endless:
            return "unknown"
        symbol = self._symbols.schemas.get(pointer)
        if direction == "input":
            symbol = self._symbols.inputs.get(pointer, symbol)
        if symbol is not None:
            return self.name(symbol)
        if isinstance(schema, ir.Enum):
            return enum_type(schema)
        return "unknown"

    def name(self, symbol: Symbol) -> str:
        """How the module, where it is being written, refers to a type."""
        if symbol.module != self.module:
            return f"{self._imports.namespace(symbol.module)}.{symbol.qualified}"
        if symbol.owner and symbol.owner == self.owner:
            return symbol.name
        if symbol.qualified.partition(".")[0] in self.hidden:
            return f"{self._imports.namespace(self.module)}.{symbol.qualified}"
        return symbol.qualified


def _inline(kind: Type) -> str:
    return " | ".join(str(it) for it in kind.operands) if isinstance(kind, Either) else str(kind)


def constant(value: Any) -> Type:
    """The type of exactly one value."""
    if isinstance(value, float) and not math.isfinite(value):
        return "number"
    if value is None or isinstance(value, bool | str | int | float):
        return literal(value)
    return "unknown"


def enum_type(schema: ir.Enum) -> Type:
    """The values of an enum, and whatever else may come."""
    values = list(_distinct(schema))
    parts: list[Type] = [constant(value) for value in values]
    if any(isinstance(value, str) for value in values):
        parts.append(OPEN["string"])
    if any(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        parts.append(OPEN["number"])
    if not parts:
        return "string" if isinstance(schema.type, ir.String) else "unknown"
    if "true" in parts and "false" in parts:
        parts = ["boolean", *(it for it in parts if it not in ("true", "false"))]
    return union(parts)


def _distinct(schema: ir.Enum) -> Iterator[Any]:
    seen: set[tuple[type, Any]] = set()
    for it in schema.members:
        try:
            mark = (type(it.value), it.value)
            if mark in seen:
                continue
            seen.add(mark)
        except TypeError:  # a list or an object
            pass
        yield it.value
