"""Declarations of the package: structs, enums, unions and other names of types."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from clientsmith import ir
from clientsmith.preparation import is_made_up, is_of_error
from clientsmith.reach import parts_of
from clientsmith.scopes import Scope
from clientsmith.targets.go import docs
from clientsmith.targets.go.comments import comment
from clientsmith.targets.go.enums import constants
from clientsmith.targets.go.layout import Row, rows, wrapped
from clientsmith.targets.go.symbols import fields_of
from clientsmith.targets.go.text import named_tag, tag
from clientsmith.targets.go.types import Types, UnionType, json_value, variant_tag

_PACKAGES = re.compile(r"\b(context|core|http|io|iter|json|option|param|time)\.")


class StructView(msgspec.Struct, frozen=True):
    """A struct, and whether it has methods of its own for JSON."""

    comment: tuple[str, ...]
    name: str
    fields: tuple[str, ...]
    marshals: bool
    """Whether it needs a way of its own into JSON although it is only sent."""
    received: bool
    """Whether it is a model of answers, which remembers its JSON."""
    uses: frozenset[str]
    """The packages that its types mention."""


class EnumView(msgspec.Struct, frozen=True):
    """An enum that stays open."""

    comment: tuple[str, ...]
    name: str
    type: str
    constants: tuple[str, ...]
    known: tuple[str, ...]
    """The cases of IsKnown; empty where values cannot be told apart."""


class AliasView(msgspec.Struct, frozen=True):
    """A name for a type."""

    comment: tuple[str, ...]
    name: str
    type: str
    uses: frozenset[str]


class AccessorView(msgspec.Struct, frozen=True):
    name: str
    type: str


class UnionView(msgspec.Struct, frozen=True):
    """A union and its variants."""

    comment: tuple[str, ...]
    name: str
    table: str
    """The struct that lists the variants."""
    variants: tuple[str, ...]
    accessors: tuple[AccessorView, ...]
    constructors: tuple[AccessorView, ...]
    uses: frozenset[str]


class Declarations(msgspec.Struct):
    """What a file declares."""

    structs: list[StructView] = []
    enums: list[EnumView] = []
    aliases: list[AliasView] = []
    unions: list[UnionView] = []
    uses: set[str] = set()
    """Packages that methods beside them mention."""

    def packages(self) -> set[str]:
        """All packages that the file imports."""
        views: list[StructView | AliasView | UnionView] = []
        views += self.structs
        views += self.aliases
        views += self.unions
        return self.uses.union(*(it.uses for it in views))

    def lines(self) -> int:
        """About how many lines this is."""
        return (
            sum(
                len(it.comment) + len(it.fields) + (16 if it.received else 6) for it in self.structs
            )
            + sum(len(it.comment) + len(it.constants) + len(it.known) + 15 for it in self.enums)
            + sum(len(it.comment) + 2 for it in self.aliases)
            + sum(
                len(it.comment)
                + len(it.variants)
                + 5 * (len(it.accessors) + len(it.constructors))
                + 8
                for it in self.unions
            )
        )


def packages_in(texts: Iterable[str]) -> set[str]:
    """The packages that types mention."""
    return {name for text in texts if "." in text for name in _PACKAGES.findall(text)}


class Models:
    """Lowers schemas to declarations."""

    def __init__(self, types: Types) -> None:
        self.types = types
        self.symbols = types.symbols
        self.reach = types.reach

    def declare(self, pointer: ir.Pointer, into: Declarations) -> None:
        """Everything that a schema becomes."""
        schema = self.types.schemas[pointer]
        match schema:
            case ir.Object():
                if pointer in self.reach.read:
                    into.structs.append(self._read(schema))
                if pointer in self.reach.written:
                    into.structs.append(self._written(schema))
            case ir.Enum():
                self._enum(schema, into)
            case ir.Alias():
                self._alias(schema, into)
        self.unions(into)

    def unions(self, into: Declarations) -> None:
        """The unions that types before have asked for."""
        for union in self.types.taken():
            into.unions.append(self._union(union))

    # --- structs ------------------------------------------------------------------------------

    def _read(self, schema: ir.Object) -> StructView:
        name = self.symbols.types[schema.pointer]
        shown = [
            (it, field)
            for it, field in zip(schema.properties, fields_of(schema, self.symbols), strict=True)
            if not it.write_only
        ]
        headers = is_made_up(schema.pointer)
        fields: list[Row] = []
        texts: list[str] = []
        for prop, field in shown:
            text = self.types.field(prop.type, name, field, schema.pointer, written=False)
            texts.append(text)
            options = () if prop.required else ("omitzero",)
            fields.append(
                Row(
                    (
                        (field, text, named_tag("header", prop.name.wire))
                        if headers
                        else (field, text, named_tag("json", prop.name.wire, options))
                    ),
                    docs.member(prop.docs, prop.type, prop.default),
                )
            )
        lines = rows(fields)
        if headers:
            is_error = is_of_error(schema.pointer)
            what = "error" if is_error else "answer, for option.WithResponseHeadersInto"
            words = docs.declaration(name, schema.docs, f"are headers of an {what}.")
            uses = frozenset(packages_in(texts))
            return StructView(words, name, tuple(lines), False, False, uses)
        additional, extra = self.additional(schema, name, written=False)
        lines.extend(additional)
        return StructView(
            comment=docs.declaration(
                name, schema.docs, "is an object of the API.", docs.object_limits(schema)
            ),
            name=name,
            fields=tuple(lines),
            marshals=False,
            received=True,
            uses=frozenset({"core"} | packages_in([*texts, extra])),
        )

    def _written(self, schema: ir.Object) -> StructView:
        name = self.symbols.params[schema.pointer]
        shown = [
            (it, field)
            for it, field in zip(schema.properties, fields_of(schema, self.symbols), strict=True)
            if not it.read_only
        ]
        texts = [
            self.types.field(prop.type, name, field, schema.pointer, written=True)
            for prop, field in shown
        ]
        lines = rows(
            Row(
                (field, f"param.Field[{text}]", named_tag("json", prop.name.wire, ("omitzero",))),
                docs.member(prop.docs, prop.type, prop.default, prop.required),
            )
            for (prop, field), text in zip(shown, texts, strict=True)
        )
        additional, extra = self.additional(schema, name, written=True)
        uses = packages_in([*texts, extra])
        if texts:
            uses.add("param")
        if additional:
            uses.add("core")
        return StructView(
            comment=docs.declaration(
                name,
                schema.docs,
                "is an object on its way to the server.",
                docs.object_limits(schema),
            ),
            name=name,
            fields=(*lines, *additional),
            marshals=bool(additional),
            received=False,
            uses=frozenset(uses),
        )

    def additional(self, schema: ir.Object, name: str, *, written: bool) -> tuple[list[str], str]:
        """The field of the members that the document does not name, and its type."""
        kinds = [kind for _, kind in schema.patterns]
        if schema.additional is not None:
            kinds.append(schema.additional)
        kinds = [it for it in kinds if not isinstance(it, ir.Never)]
        if not kinds:
            return [], ""
        texts = {self.types.element(it, name, "ExtraFields", written=written) for it in kinds}
        text = texts.pop() if len(texts) == 1 else "any"
        label = tag([("json", "-"), ("additional", "true")])
        words = comment("ExtraFields are the members that the document does not name.", 1)
        lines = [f"\t{line}" for line in words]
        return [*lines, f"\tExtraFields map[string]{text} {label}"], text

    # --- enums, aliases, unions ---------------------------------------------------------------

    def _enum(self, schema: ir.Enum, into: Declarations) -> None:
        name = self.symbols.types[schema.pointer]
        base = self.types.of(schema.type, name)
        words = docs.declaration(
            name, schema.docs, "is one of the values below, or one that is newer."
        )
        plain = base in ("string", "int64", "uint64", "float64", "bool")
        if not plain:
            values = ", ".join(json_value(it.value) for it in schema.members)
            words = docs.declaration(
                name, schema.docs, "is one of several values.", f"One of: {values}."
            )
            into.aliases.append(AliasView(words, name, f"= {base}", frozenset(packages_in([base]))))
            return
        cells: list[Row] = []
        known: list[str] = []
        values_seen: set[str] = set()
        names = self.symbols.constants[schema.pointer]
        for (member, written), constant in zip(constants(schema), names, strict=True):
            cells.append(Row((constant, name, f"= {written}"), docs.constant(member.docs)))
            if written not in values_seen:
                values_seen.add(written)
                known.append(constant)
        into.enums.append(
            EnumView(
                comment=words,
                name=name,
                type=base,
                constants=tuple(rows(cells)),
                known=tuple(wrapped("case ", known, ":", "\t")) if known else (),
            )
        )

    def _alias(self, schema: ir.Alias, into: Declarations) -> None:
        name = self.symbols.types[schema.pointer]
        if schema.pointer not in self.reach.read and self.types.holds_objects(schema.pointer):
            return  # only sent, where it stands for what it is made of
        if self.types.alias_union(schema, written=False):
            return
        text = self.types.of(schema.type, name)
        if text == name:
            text = "any"
        recursive = re.search(rf"\b{re.escape(name)}\b", text) is not None or self._is_cycle(schema)
        into.aliases.append(
            AliasView(
                docs.declaration(name, schema.docs, f"is the type {schema.name.wire} of the API."),
                name,
                text if recursive and text.startswith(("[]", "map")) else f"= {text}",
                frozenset(packages_in([text])),
            )
        )

    def _is_cycle(self, schema: ir.Alias) -> bool:
        stack: list[ir.Type] = [schema.type]
        seen: set[ir.Pointer] = set()
        while stack:
            kind = stack.pop()
            if isinstance(kind, ir.Ref):
                if kind.pointer == schema.pointer:
                    return True
                inner = self.types.schemas.get(kind.pointer)
                if isinstance(inner, ir.Alias) and kind.pointer not in seen:
                    seen.add(kind.pointer)
                    stack.append(inner.type)
            else:
                stack.extend(parts_of(kind))
        return False

    def _union(self, union: UnionType) -> UnionView:
        table = f"{union.name[0].lower()}{union.name[1:]}Variants"
        scope = Scope()
        cells = []
        if union.discriminator:
            cells.append(Row(("_", "struct{}", tag([("discriminator", union.discriminator)]))))
        for variant in union.variants:
            label = variant_tag(variant) if union.discriminator else ""
            cells.append(
                Row((scope.claim(variant.name), variant.type, *([label] if label else [])))
            )
        accessors = tuple(AccessorView(it.name, it.type) for it in union.variants)
        listed = ", ".join(it.type for it in union.variants)
        return UnionView(
            comment=docs.declaration(union.name, union.docs, f"is one of {listed}."),
            name=union.name,
            table=self.symbols.scope.claim(table),
            variants=tuple(rows(cells)),
            accessors=() if union.written else accessors,
            constructors=accessors,
            uses=frozenset({"core"} | packages_in(it.type for it in union.variants)),
        )
