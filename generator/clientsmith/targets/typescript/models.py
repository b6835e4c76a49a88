"""Declarations of types: interfaces with the wire's own names, and aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations, Direction, enum_type
from clientsmith.targets.typescript.layout import typed, union
from clientsmith.targets.typescript.symbols import Symbol, Symbols
from clientsmith.targets.typescript.text import doc_comment, key


class Declarations:
    """Writes the types of one module."""

    def __init__(
        self,
        schemas: Mapping[ir.Pointer, ir.Schema],
        symbols: Symbols,
        annotations: Annotations,
        nested: Mapping[Symbol, Sequence[ir.Pointer]],
    ) -> None:
        self._schemas = schemas
        self._symbols = symbols
        self._annotations = annotations
        self._nested = nested
        """Type -> the schemas in its namespace."""

    def declare(self, pointer: ir.Pointer) -> list[str]:
        """The declarations of a schema that is in no other one, and of what is nested in it."""
        symbol = self._symbols.schemas[pointer]
        found = self._both(pointer, symbol, 0)
        space = self.namespace(symbol)
        return [*found, space] if space else found

    def namespace(self, symbol: Symbol) -> str:
        """The namespace of what is nested in a type; empty when nothing is."""
        inner = [it for it in self._nested.get(symbol, ()) if it in self._symbols.schemas]
        if not inner:
            return ""
        names = {self._symbols.schemas[it].name for it in inner}
        names.update(self._symbols.inputs[it].name for it in inner if it in self._symbols.inputs)
        self._annotations.owner = symbol.name
        self._annotations.hidden = frozenset(names)
        blocks: list[str] = []
        for pointer in inner:
            blocks.extend(self._both(pointer, self._symbols.schemas[pointer], 2))
        self._annotations.owner = ""
        self._annotations.hidden = frozenset()
        body = "\n\n".join(f"  {block}" for block in blocks)
        return f"export namespace {symbol.name} {{\n{body}\n}}"

    def _both(self, pointer: ir.Pointer, symbol: Symbol, indent: int) -> list[str]:
        """A schema's type, and the one of its input where that is another."""
        schema = self._schemas[pointer]
        self._annotations.has_files = pointer in self._symbols.reach.files
        only_sent = pointer in self._symbols.reach.only_sent
        found = [self._declaration(schema, symbol.name, "input" if only_sent else "output", indent)]
        sent = self._symbols.inputs.get(pointer)
        if sent is not None:
            found.append(self._declaration(schema, sent.name, "input", indent))
        return found

    def _declaration(self, schema: ir.Schema, name: str, direction: Direction, indent: int) -> str:
        margin = " " * indent
        doc = doc_comment(docs.schema_text(schema), docs.schema_tags(schema), indent)
        head = f"{doc}\n{margin}" if doc else ""
        match schema:
            case ir.Object():
                lines = self.members(schema, direction, indent + 2)
                body = f"{{\n{lines}\n{margin}}}" if lines else "{}"
                return f"{head}export interface {name} {body}"
            case ir.Enum():
                kind = enum_type(schema)
            case ir.Alias():
                kind = self._annotations.type(schema.type, direction)
                if schema.pointer in self._symbols.reach.endless:
                    kind = "unknown"
        return f"{head}{typed(f'export type {name} =', kind, ';', indent)}"

    def members(self, schema: ir.Object, direction: Direction, indent: int) -> str:
        """The members of an object, each on its lines."""
        properties = [
            prop
            for prop in schema.properties
            if not (prop.read_only if direction == "input" else prop.write_only)
        ]
        found = [self.member(prop, direction, indent) for prop in properties]
        index = self._index(schema, direction, bool(properties), indent)
        return separated([*found, *index], indent)

    def member(self, prop: ir.Property, direction: Direction, indent: int) -> str:
        """One member."""
        kind = self._annotations.type(prop.type, direction)
        words, tags = docs.described(prop.docs, prop.type, prop.default)
        optional = "" if prop.required else "?"
        line = typed(f"{key(prop.name.wire)}{optional}:", kind, ";", indent)
        return commented(doc_comment(words, tags, indent), line, indent)

    def _index(
        self, schema: ir.Object, direction: Direction, has_members: bool, indent: int
    ) -> Iterable[str]:
        kinds = [kind for _, kind in schema.patterns]
        if schema.additional is not None:
            kinds.append(schema.additional)
        if not kinds and has_members:
            return
        if has_members or not kinds:
            # Its type would have to allow for every member.
            yield "[key: string]: unknown;"
        else:
            values = union([self._annotations.type(kind, direction) for kind in kinds])
            yield typed("[key: string]:", values, ";", indent)


class DeclarationView(msgspec.Struct, frozen=True):
    """A declaration of a module of types."""

    text: str
    has_gap: bool
    """Whether a blank line stands before it."""


def declared(texts: Sequence[str], *, follow: bool) -> tuple[DeclarationView, ...]:
    """Declarations of a module; whether they `follow` something else."""
    return tuple(DeclarationView(text, follow or at > 0) for at, text in enumerate(texts))


def commented(doc: str, line: str, indent: int) -> str:
    """A line behind its comment."""
    return f"{doc}\n{' ' * indent}{line}" if doc else line


def separated(members: Sequence[str], indent: int) -> str:
    """Members, with blank lines between them where one has a comment."""
    gap = "\n\n" if any(it.startswith("/**") for it in members) else "\n"
    return gap.join(f"{' ' * indent}{it}" for it in members)
