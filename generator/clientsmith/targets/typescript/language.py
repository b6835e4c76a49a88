"""What the reference shows of a package: its names, types and signatures, and calls of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from clientsmith import ir
from clientsmith.reference import language
from clientsmith.reference.language import SHOWN, Argument, Method, braced, visible
from clientsmith.samples.shapes import Schemas
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.annotations import OPEN, Annotations, Direction
from clientsmith.targets.typescript.calling import params_name
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import (
    ArrayOf,
    Both,
    Either,
    Generic,
    MapOf,
    TupleOf,
    Type,
    inline,
    union,
)
from clientsmith.targets.typescript.operations import OperationView
from clientsmith.targets.typescript.programs import Programs
from clientsmith.targets.typescript.reach import takes_files
from clientsmith.targets.typescript.resources import ResourceView
from clientsmith.targets.typescript.symbols import TYPES, Symbol
from clientsmith.targets.typescript.text import key, literal

if TYPE_CHECKING:
    from clientsmith.targets.typescript.package import Package

_MEMBER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


class _Shown(Annotations):
    """Types in which schemas have their plain names, objects with what is in them."""

    def name(self, symbol: Symbol) -> str:
        return symbol.name

    def _reference(self, pointer: ir.Pointer, direction: Direction) -> Type:
        found = super()._reference(pointer, direction)
        schema = self._schemas.get(pointer)
        if isinstance(schema, ir.Object) and isinstance(found, str) and found != "unknown":
            return f"{found} {braced(schema, direction)}"
        return found


class Language:
    """TypeScript, and one package."""

    id = "typescript"
    title = "TypeScript"
    fence = "typescript"

    def __init__(self, package: Package) -> None:
        self._package = package
        self._schemas = Schemas(package.api)
        self._views: dict[ir.Pointer, tuple[ResourceView, OperationView]] = {
            it.operation.pointer: (view, it) for view in package.resources for it in view.operations
        }
        self._programs = Programs(package)
        self._annotations = _Shown(
            package.api.schemas,
            package.symbols,
            Imports(TYPES, Scope()),
            package.wide,
        )

    # --- methods ------------------------------------------------------------------------------

    def method(self, operation: ir.Operation) -> Method | None:
        """`client.beta.batch.getStatus(string jobID, Params { ... } query?, ...): Result`"""
        found = self._views.get(operation.pointer)
        if found is None:
            return None
        resource, view = found
        callee = ".".join(("client", *resource.attributes, view.method.name))
        shown = tuple(self._arguments(view))
        mark = "" if view.arguments.required else "?"
        taken = [f"{it.type} {it.name}{mark if it.source is None else ''}" for it in shown]
        result, kinds = self._results(view)
        return Method(
            signature=f"{callee}({', '.join([*taken, 'RequestOptions options?'])}): {result}",
            sections=(("Parameters", shown),) if shown else (),
            results=kinds,
        )

    def _arguments(self, view: OperationView) -> list[Argument]:
        arguments, body = view.arguments, view.body
        self._annotations.has_files = False
        found = [self._member(name, it) for name, it in arguments.positional]
        if not arguments.has_params:
            return found
        name = params_name(arguments)
        members = [self._member(it.key, it.source) for it in arguments.members]
        self._annotations.has_files = body is not None and takes_files(body.media)
        kind: ir.Type | None = None
        if arguments.flattened is not None:
            sent = visible(arguments.flattened, "input")
            members.extend(self._member(it.name.wire, it) for it in sent)
        elif arguments.whole == "argument" and body is not None:
            kind = body.media.type
        elif arguments.whole and body is not None:
            shown = self.type(body.media.type, "input")
            mark = "" if body.required else "?"
            members.append(
                Argument(
                    name=arguments.body_key,
                    label=f"{key(arguments.body_key)}{mark}: {shown}",
                    type=shown,
                    optional=not body.required,
                    kind=body.media.type,
                )
            )
        type = view.params
        if members:
            type = f"{type} {{ {language.summary([it.name for it in members])} }}"
        found.append(
            Argument(
                name=name,
                label=f"{name}: {type}",
                type=type,
                optional=not arguments.required,
                kind=kind,
                arguments=tuple(members),
            )
        )
        self._annotations.has_files = False
        return found

    def _member(self, name: str, it: ir.Parameter | ir.Property) -> Argument:
        kind = self.type(it.type, "input")
        required = it.required
        if isinstance(it, ir.Parameter):
            required = (required or it.location == "path") and not it.option
        return Argument(
            name=name,
            label=f"{key(name)}{'' if required else '?'}: {kind}",
            type=kind,
            optional=not required,
            source=it,
        )

    def _results(self, view: OperationView) -> tuple[str, tuple[ir.Type, ...]]:
        """What is returned, and the types that are to be described."""
        paging, streaming = view.operation.paging, view.operation.streaming
        if paging is not None:
            name = self._package.symbols.pages[paging.page.name.words]
            return f"{name}<{self.type(paging.item, 'output')}>", (paging.item,)
        if streaming is not None and streaming.always:
            return f"Stream<{self.type(streaming.item, 'output')}>", (streaming.item,)
        if any(it.kind == "binary" for it in view.results):
            return "Response", ()
        kinds = [it.type for it in view.results if it.type is not None]
        parts = [self._annotations.type(it, "output") for it in kinds]
        if len(parts) < len(view.results) or not parts:
            parts.append("undefined" if parts else "void")
        shown = {self.type(kind, "output"): kind for kind in kinds}
        return inline(_short(union(parts))), tuple(shown.values())

    # --- types --------------------------------------------------------------------------------

    def type(self, kind: ir.Type, direction: Direction) -> str:
        """A type on one line, with the first operands of long unions."""
        return inline(_short(self._annotations.type(kind, direction)))

    def result(self, kind: ir.Type) -> str:
        """The type: `Name { id, status, 3 more }`"""
        return self.type(kind, "output")

    def member(
        self, schema: ir.Object, prop: ir.Property, direction: Direction
    ) -> tuple[str, str, str]:
        """`id?: string`"""
        files = self._package.symbols.reach.files
        self._annotations.has_files = direction == "input" and schema.pointer in files
        kind = self.type(prop.type, direction)
        self._annotations.has_files = False
        mark = "" if prop.required else "?"
        return prop.name.wire, kind, f"{key(prop.name.wire)}{mark}: {kind}"

    def value(self, schema: ir.Enum, member: ir.EnumMember) -> str:
        """A literal in double quotes."""
        return _quoted(literal(member.value))

    # --- programs -----------------------------------------------------------------------------

    def sample(self, operation: ir.Operation, *, full: bool) -> str:
        """A program that calls an operation."""
        return self._programs.sample(self._views[operation.pointer], full)

    def guides(self) -> Mapping[str, str]:
        """How to make a client, what it throws, how to list."""
        return self._programs.guides(list(self._views.values()))


def _short(kind: Type) -> Type:
    """The type without the rest of long unions, and without what makes enums and unions open."""
    match kind:
        case str():
            return _quoted(kind)
        case Either(operands):
            kept = [_short(it) for it in operands if not _is_open(it)]
            plain = [it for it in kept if it != "null"]
            if len(plain) > SHOWN:
                null = kept[len(plain) :]
                return Either((*plain[:SHOWN], f"{len(plain) - SHOWN} more", *null))
            return union(kept)
        case Both((first, *_)):
            return _short(first)
        case ArrayOf(items):
            return ArrayOf(_short(items))
        case MapOf(values):
            return MapOf(_short(values))
        case TupleOf(items, rest):
            return TupleOf(tuple(map(_short, items)), None if rest is None else _short(rest))
        case Generic(base, arguments):
            return Generic(base, tuple(map(_short, arguments)))
        case _:
            return kind


def _is_open(kind: Type) -> bool:
    return kind in OPEN.values() or (isinstance(kind, Generic) and kind.base == "UnknownVariant")


def _quoted(text: str) -> str:
    """A string literal in double quotes; other types as they are."""
    if not text.startswith("'"):
        return text
    inner = text[1:-1].replace("\\'", "'").replace('"', '\\"')
    return f'"{inner}"'
