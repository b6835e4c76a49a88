"""Types of the IR as types of Go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import assert_never

import msgspec

from clientsmith import ir
from clientsmith.reach import parts_of
from clientsmith.targets.go.enums import scalar
from clientsmith.targets.go.reach import Reach, plain_object
from clientsmith.targets.go.symbols import Symbols, union_name
from clientsmith.targets.go.text import tag, variant_value


class Variant(msgspec.Struct, frozen=True):
    """A type that a union may be."""

    name: str
    """What accessors call it: `AsString`."""
    type: str
    values: tuple[str, ...]
    """Of the discriminator."""
    source: ir.Type
    otherwise: bool = False
    """Whether it has all other values of the discriminator."""


class UnionType(msgspec.Struct, frozen=True):
    """A union that has a type of its own."""

    name: str
    variants: tuple[Variant, ...]
    discriminator: str
    written: bool
    docs: ir.Docs


class Types:
    """Gives types, and remembers the unions that must be declared for them."""

    def __init__(self, api: ir.Api, symbols: Symbols, reach: Reach) -> None:
        self.schemas = api.schemas
        self.symbols = symbols
        self.reach = reach
        self.unions: list[UnionType] = []
        """Not yet declared."""
        self.declared: dict[str, UnionType] = {}
        """By name."""
        self.closed = False
        """Whether everything is declared: no further union gets a name."""
        self._of_kind: dict[tuple[int, bool], str] = {}
        self._known: dict[tuple[int, bool, str, str], str] = {}
        self._by_alias: dict[tuple[ir.Pointer, bool], str] = {}
        self._holds: dict[ir.Pointer, bool] = {}
        self._open: list[ir.Pointer] = []

    def taken(self) -> list[UnionType]:
        """The unions since the last time."""
        found, self.unions = self.unions, []
        return found

    # --- types --------------------------------------------------------------------------------

    def of(self, kind: ir.Type, owner: str, hint: str = "", *, written: bool = False) -> str:
        """The type of a value. `owner` and `hint` are for the name of a union within."""
        if type(kind) is ir.Ref:  # the usual first
            return self._reference(kind.pointer, written)
        found = scalar(kind)
        if found is not None:
            return found
        match kind:
            case ir.Const(value=value):
                return _type_of_value(value)
            case ir.Array(items=items):
                return f"[]{self.element(items, owner, f'{hint}Item', written=written)}"
            case ir.Tuple(items=items, rest=rest):
                kinds = {
                    self.element(it, owner, f"{hint}Item", written=written)
                    for it in (*items, *([rest] if rest is not None else []))
                }
                return f"[]{kinds.pop()}" if len(kinds) == 1 else "[]any"
            case ir.Map(values=values):
                return f"map[string]{self.element(values, owner, f'{hint}Value', written=written)}"
            case ir.Nullable(type=inner):
                return self.of(inner, owner, hint, written=written)
            case ir.Union():
                return self._union(kind, owner, hint, written, ir.Docs())
            case _:
                raise AssertionError(kind)

    def element(self, kind: ir.Type, owner: str, hint: str, *, written: bool) -> str:
        """The type of a member of a list or map: a pointer where null must be told from zero."""
        text = self.of(kind, owner, hint, written=written)
        if not self.is_nullable(kind) or text == "any" or text[0] in "*[m" or self.is_union(kind):
            return text
        return f"*{text}"

    def field(
        self, kind: ir.Type, owner: str, hint: str, within: ir.Pointer | None, *, written: bool
    ) -> str:
        """The type of a field: a pointer where the struct would hold itself."""
        text = self.of(kind, owner, hint, written=written)
        held = plain_object(kind, self.schemas)
        if held is None or within is None:
            return text
        group = self.reach.cycles.get(held)
        return f"*{text}" if group is not None and group == self.reach.cycles.get(within) else text

    def _reference(self, pointer: ir.Pointer, written: bool) -> str:
        schema = self.schemas.get(pointer)
        match schema:
            case None:
                return "any"
            case ir.Object():
                return self.symbols.params[pointer] if written else self.symbols.types[pointer]
            case ir.Enum():
                return self.symbols.types[pointer]
            case ir.Alias():
                if not written or not self.holds_objects(pointer):
                    return self.symbols.types[pointer]
                return self._written_alias(schema)
            case _:
                assert_never(schema)

    def _written_alias(self, schema: ir.Alias) -> str:
        """An alias on its way to the server: what it stands for."""
        name = self.symbols.types[schema.pointer]
        known = self._by_alias.get((schema.pointer, True))
        if known is not None:
            return known
        if schema.pointer in self._open:
            return "any"
        self._open.append(schema.pointer)
        try:
            kind = schema.type
            while isinstance(kind, ir.Nullable):
                kind = kind.type
            if isinstance(kind, ir.Union):
                return self.alias_union(schema, written=True) or self.of(kind, name, written=True)
            return self.of(kind, name, written=True)
        finally:
            self._open.pop()

    # --- unions -------------------------------------------------------------------------------

    def alias_union(self, schema: ir.Alias, *, written: bool) -> str | None:
        """Declare the union that a component is; None when it is something simpler."""
        key = schema.pointer, written
        if key in self._by_alias:
            return self._by_alias[key]
        if self.closed:
            return None
        kind = schema.type
        while isinstance(kind, ir.Nullable):
            kind = kind.type
        if not isinstance(kind, ir.Union):
            return None
        name = self.symbols.types[schema.pointer]
        if written:
            name = union_name(f"{name}Param", self.symbols)
        self._by_alias[key] = name
        variants = self._variants(kind, self.symbols.types[schema.pointer], "", written)
        is_one = len(variants) < 2 <= len(kind.variants)  # a single one has others to come
        if is_one or any(it.type == "any" for it in variants):
            simple = variants[0].type if len(variants) == 1 else "any"
            if not written:
                del self._by_alias[key]
                return None
            self._by_alias[key] = simple
            return simple
        self._declare(name, variants, kind, written, schema.docs)
        return name

    def _union(self, kind: ir.Union, owner: str, hint: str, written: bool, docs: ir.Docs) -> str:
        key = id(kind), written, owner, hint
        if key in self._known:
            return self._known[key]
        if self.closed:
            return self._of_kind.get(key[:2], "any")
        variants = self._variants(kind, owner, hint, written)
        if any(it.type == "any" for it in variants) or not variants:
            return "any"
        if len(variants) == 1:
            simple = self._of_kind[key[:2]] = variants[0].type
            return simple
        stem = f"{owner}{hint}Union"
        name = union_name(f"{stem}Param" if written and self._differs(kind) else stem, self.symbols)
        self._known[key] = self._of_kind[key[:2]] = name
        self._declare(name, variants, kind, written, docs)
        return name

    def _differs(self, kind: ir.Type) -> bool:
        return self._holds_object(kind)

    def _declare(
        self,
        name: str,
        variants: tuple[Variant, ...],
        kind: ir.Union,
        written: bool,
        docs: ir.Docs,
    ) -> None:
        tags = kind.discriminator
        union = UnionType(name, variants, "" if tags is None else tags.property, written, docs)
        self.declared[name] = union
        self.unions.append(union)

    def _variants(
        self, kind: ir.Union, owner: str, hint: str, written: bool
    ) -> tuple[Variant, ...]:
        tags = kind.discriminator
        found: dict[str, Variant] = {}
        for index, variant in enumerate(kind.variants):
            if isinstance(variant, ir.Null):
                continue
            text = self.of(variant, owner, f"{hint}Variant", written=written)
            values = tuple(value for value, at in tags.mapping if at == index) if tags else ()
            otherwise = tags is not None and tags.default == index
            known = found.get(text)
            if known is not None:
                values, otherwise = (*known.values, *values), otherwise or known.otherwise
                found[text] = msgspec.structs.replace(known, values=values, otherwise=otherwise)
                continue
            found[text] = Variant("", text, values, variant, otherwise)
        names: dict[str, int] = {}
        named: list[Variant] = []
        for one in found.values():
            name = self.accessor(one, written)
            names[name] = names.get(name, 0) + 1
            if names[name] > 1:
                name = f"{name}{names[name]}"
            named.append(msgspec.structs.replace(one, name=name))
        return tuple(named)

    def accessor(self, variant: Variant, written: bool) -> str:
        text = variant.type
        suffix = ""
        while text.startswith(("[]", "map[string]", "*")):
            if text.startswith("[]"):
                text, suffix = text[2:], f"Array{suffix}"
            elif text.startswith("*"):
                text = text[1:]
            else:
                text, suffix = text[11:], f"Map{suffix}"
        if written and isinstance(variant.source, ir.Ref) and text.endswith("Param"):
            text = self.symbols.types.get(variant.source.pointer, text)
        plain = {
            "string": "String",
            "int64": "Int",
            "uint64": "Uint",
            "float64": "Float",
            "bool": "Bool",
            "any": "Any",
            "time.Time": "Time",
            "json.Number": "Number",
        }
        return f"{plain.get(text, text)}{suffix}"

    # --- questions ----------------------------------------------------------------------------

    def is_nullable(self, kind: ir.Type) -> bool:
        """Whether null is one of the values, behind aliases too."""
        seen: set[ir.Pointer] = set()
        while True:
            match kind:
                case ir.Nullable():
                    return True
                case ir.Ref(pointer=pointer) if pointer not in seen:
                    seen.add(pointer)
                    schema = self.schemas.get(pointer)
                    if not isinstance(schema, ir.Alias):
                        return False
                    kind = schema.type
                case _:
                    return False

    def is_union(self, kind: ir.Type) -> bool:
        """Whether a value is a union type of ours, which knows null by itself."""
        seen: set[ir.Pointer] = set()
        while True:
            match kind:
                case ir.Nullable(type=inner):
                    kind = inner
                case ir.Union():
                    return (
                        len({it for it in map(repr, kind.variants)}) > 1 or len(kind.variants) == 1
                    )
                case ir.Ref(pointer=pointer) if pointer not in seen:
                    seen.add(pointer)
                    schema = self.schemas.get(pointer)
                    if not isinstance(schema, ir.Alias):
                        return False
                    kind = schema.type
                case _:
                    return False

    def holds_objects(self, pointer: ir.Pointer) -> bool:
        """Whether a schema has an object within, so that it is sent by another type."""
        if pointer not in self._holds:
            self._holds[pointer] = any(self._within(ir.Ref(pointer=pointer)))
        return self._holds[pointer]

    def _holds_object(self, kind: ir.Type) -> bool:
        return any(self._within(kind))

    def _within(self, kind: ir.Type) -> Iterator[bool]:
        stack = [kind]
        seen: set[ir.Pointer] = set()
        while stack:
            each = stack.pop()
            if isinstance(each, ir.Ref):
                schema = self.schemas.get(each.pointer)
                if isinstance(schema, ir.Object):
                    yield True
                elif isinstance(schema, ir.Alias) and each.pointer not in seen:
                    seen.add(each.pointer)
                    stack.append(schema.type)
            else:
                stack.extend(parts_of(each))


def _type_of_value(value: object) -> str:
    match value:
        case bool():
            return "bool"
        case int():
            return "int64" if -(2**63) <= value < 2**63 else "json.Number"
        case float():
            return "float64"
        case str():
            return "string"
        case _:
            return "any"


def variant_tag(variant: Variant) -> str:
    """The tag of a variant that a discriminator names; empty for none."""
    pairs = [("values", ",".join(map(variant_value, variant.values)))] if variant.values else []
    if variant.otherwise:
        pairs.append(("otherwise", "true"))
    return tag(pairs) if pairs else ""


def json_value(value: object) -> str:
    """A value as it is in JSON, for comments."""
    return json.dumps(value, ensure_ascii=False)
