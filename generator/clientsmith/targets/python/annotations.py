"""From IR types to Python annotations, and the imports these need.

Two directions: what a server answers (*output*: models, open enums) and what a caller passes
(*input*: dictionaries or models, closed enums, sequences).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Literal, Protocol, TypeAlias, assert_never

import msgspec

from clientsmith import ir
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import Annotation, Subscript, optional, union
from clientsmith.targets.python.symbols import Symbol, Symbols
from clientsmith.targets.python.text import literal
from clientsmith.targets.python.unions import may_be_unknown, needs_one_of

LITERAL_LIMIT = 64
"""An enum whose values fit in so many columns is written out where it is used."""

MEMBER_LIMIT = 500
"""Type checkers choke on larger literals; beyond it the enum is documented, not typed."""

ALIAS_LIMIT = 50
"""What a caller passes is written out through so many aliases inside each other."""

Direction: TypeAlias = Literal["output", "input"]


class SchemaNames(Protocol):
    """How the module being written refers to schemas."""

    def model(self, symbol: Symbol) -> str:
        """The class or alias of a schema."""

    def typed_dict(self, symbol: Symbol) -> str:
        """The TypedDict of an object."""


class Annotations(msgspec.Struct):
    """Annotations for one module."""

    schemas: Mapping[ir.Pointer, ir.Schema]
    symbols: Symbols
    imports: Imports
    names: SchemaNames
    runtime: str
    """Relative module path of the runtime, e.g. `..._runtime`."""
    shadowed: frozenset[str] = frozenset()
    """Names that the module's classes define and which therefore mean something else there."""
    hoist: Callable[[ir.Union], str] | None = None
    """Gives a union that msgspec cannot decode a name of its own, where the module can have one."""

    def output(self, kind: ir.Type) -> Annotation:
        """What the attribute of a model, or a result, is."""
        return self._annotate(kind, "output", frozenset())

    def variants(self, kind: ir.Union) -> Annotation:
        """The variants of a union, written out."""
        return self._union(kind.variants, "output", frozenset())

    def input(self, kind: ir.Type) -> Annotation:
        """What a caller may pass."""
        return self._annotate(kind, "input", frozenset())

    def _annotate(
        self, kind: ir.Type, direction: Direction, seen: frozenset[ir.Pointer]
    ) -> Annotation:
        incoming = direction == "output"
        match kind:  # the usual first
            case ir.String(format=form):
                return self._string(form, incoming)
            case ir.Ref(pointer=pointer):
                return self._reference(pointer, direction, seen)
            case ir.Nullable(type=inner_type):
                return optional(self._annotate(inner_type, direction, seen))
            case ir.Boolean():
                return self.builtin("bool")
            case ir.Integer():
                return self.builtin("int")
            case ir.Any() | ir.Never():
                return self.typing("Any")
            case ir.Null():
                return "None"
            case ir.Number():
                return self.builtin("float")
            case ir.Binary():
                if incoming:
                    return self.builtin("str")  # within JSON; a whole body is bytes
                return self.imports.add(f"{self.runtime}.files", "FileTypes")
            case ir.Const(value=value):
                return self._const(value)
            case ir.Array(items=items):
                inner = self._annotate(items, direction, seen)
                if incoming:
                    return Subscript(self.builtin("list"), (inner,))
                return Subscript(self._abstract("Sequence"), (inner,))
            case ir.Tuple(items=members, rest=None) if members:
                parts = tuple(self._annotate(member, direction, seen) for member in members)
                return Subscript(self.builtin("tuple"), parts)
            case ir.Tuple(items=members, rest=rest):
                every = members if rest is None else (*members, rest)
                inner = self._annotate(_either(every), direction, seen)
                base = self.builtin("list") if incoming else self._abstract("Sequence")
                return Subscript(base, (inner,))
            case ir.Map(values=values):
                inner = self._annotate(values, direction, seen)
                base = self.builtin("dict") if incoming else self._abstract("Mapping")
                return Subscript(base, (self.builtin("str"), inner))
            case ir.Union(variants=variants):
                if incoming and self.hoist is not None and needs_one_of(kind, self.schemas):
                    return self.hoist(kind)
                written = self._union(variants, direction, seen)
                if not incoming and written != "Any" and self._comes_back(kind):
                    unknown = self.imports.add(f"{self.runtime}.unions", "UnknownVariant")
                    return union(written, unknown)
                return written
            case _:
                assert_never(kind)

    def _union(
        self, variants: Iterable[ir.Type], direction: Direction, seen: frozenset[ir.Pointer]
    ) -> Annotation:
        parts = [self._annotate(variant, direction, seen) for variant in variants]
        if "Any" in parts:
            return self.typing("Any")
        return union(*parts)

    def _comes_back(self, kind: ir.Union) -> bool:
        """Whether a caller may have received a variant that nobody knows, and send it again."""
        received = (
            isinstance(self.schemas.get(it.pointer), ir.Object)
            and it.pointer not in self.symbols.request_only
            for it in kind.variants
            if isinstance(it, ir.Ref)
        )
        return any(received) and may_be_unknown(kind, self.schemas)

    def _reference(
        self, pointer: ir.Pointer, direction: Direction, seen: frozenset[ir.Pointer]
    ) -> Annotation:
        schema = self.schemas.get(pointer)
        if schema is None or pointer in seen or len(seen) >= ALIAS_LIMIT:
            return self.typing("Any")
        symbol = self.symbols.schemas[pointer]
        match schema:
            case ir.Object() if direction == "output":
                return self.names.model(symbol)
            case ir.Object():
                typed_dict = self.names.typed_dict(self.symbols.inputs[pointer])
                if differs_for_input(schema) or pointer in self.symbols.request_only:
                    return typed_dict
                return union(typed_dict, self.names.model(symbol))
            case ir.Enum():
                return self._enum(schema, symbol, direction)
            case ir.Alias(type=ir.Null()):
                return "None"
            case ir.Alias(type=inner):
                if direction == "output":
                    return self.names.model(symbol)
                return self._annotate(inner, direction, seen | {pointer})
            case _:
                assert_never(schema)

    def _enum(self, schema: ir.Enum, symbol: Symbol, direction: Direction) -> Annotation:
        literals = literals_of(schema)
        if literals is None:
            return self._annotate(schema.type, direction, frozenset())
        written: Annotation
        is_public = schema.origin.role == "component" and bool(symbol.package)
        if is_public or not literals.is_short:
            written = self.names.model(symbol)
        else:
            written = self.literal(*literals.sources)
        if direction == "input":
            return written
        name = "OpenEnum" if literals.base == "str" else "OpenIntEnum"
        return Subscript(self.imports.add(f"{self.runtime}.models", name), (written,))

    def literal(self, *sources: str) -> Annotation:
        """`Literal[...]` of JSON values, which are given as source."""
        return Subscript(self.typing("Literal"), sources)

    def _const(self, value: Any) -> Annotation:
        match value:
            case None:
                return "None"
            case bool():
                return self.builtin("bool")
            case int() if not _is_small(value):
                return self.builtin("int")
            case str() | int():
                return self.literal(literal(value))
            case float():
                return self.builtin("float")
            case _:
                return self.typing("Any")

    def _string(self, form: str, incoming: bool) -> Annotation:
        python = {"date-time": "datetime", "date": "date"}.get(form)
        if python is None:
            return self.builtin("str")
        if python in self.shadowed:
            self.imports.add("", "datetime as _datetime")
            python = f"_datetime.{python}"
        else:
            self.imports.add("datetime", python)
        return python if incoming else union(self.builtin("str"), python)

    def _abstract(self, name: str) -> str:
        return self.imports.add("collections.abc", name)

    def builtin(self, name: str) -> str:
        """A builtin type, spelled so that no attribute of the same name hides it."""
        if name in self.shadowed:
            self.imports.add("", "builtins")
            return f"builtins.{name}"
        return name

    def field(self) -> str:
        """The function that describes a member, spelled so that no attribute hides it."""
        name = "_field" if "field" in self.shadowed else "field"
        self.imports.add(
            f"{self.runtime}.models", "field" if name == "field" else f"field as {name}"
        )
        return name

    def typing(self, name: str) -> str:
        """A name of `typing`."""
        return self.imports.add("typing", name)


def differs_for_input(schema: ir.Object) -> bool:
    """Whether what is sent is another type than what is received."""
    return any(prop.read_only or prop.write_only for prop in schema.properties)


class Literals(msgspec.Struct, frozen=True):
    """An enum as a `Literal`."""

    base: Literal["str", "int"]
    """The Python type behind it; `str` for texts and integers together."""
    sources: tuple[str, ...]
    """The distinct values, in order."""
    is_short: bool
    """Whether it is written out at each use."""


def _either(kinds: tuple[ir.Type, ...]) -> ir.Type:
    """Any of several types, as a list of all of them has in any order."""
    distinct = [kind for at, kind in enumerate(kinds) if kind not in kinds[:at]]
    if len(distinct) == 1:
        return distinct[0]
    return ir.Union(variants=tuple(distinct)) if distinct else ir.Any()


def literals_of(schema: ir.Enum) -> Literals | None:
    """How an enum is written as a `Literal`; None for other enums."""
    values = tuple([member.value for member in schema.members])
    kinds = set(map(type, values)) if len(values) <= MEMBER_LIMIT else set()
    if kinds == {str}:
        return _literals("str", values)
    if kinds and kinds <= {str, int} and all(map(_is_small, values)):
        return _literals("str" if str in kinds else "int", values)
    return None


@cache
def _literals(base: Literal["str", "int"], values: tuple[str | int, ...]) -> Literals:
    """The same for values, which many enums have in common."""
    sources = tuple(map(literal, dict.fromkeys(values)))
    return Literals(base, sources, len(f"Literal[{', '.join(sources)}]") <= LITERAL_LIMIT)


def _is_small(value: int | str) -> bool:
    """Whether type checkers take a number for one: beyond 64 bits they do not."""
    return isinstance(value, str) or -(2**63) < value < 2**63
