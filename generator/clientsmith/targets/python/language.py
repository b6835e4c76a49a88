"""What the reference shows of a package: its names, types and signatures, and calls of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from clientsmith import ir
from clientsmith.reference.language import SHOWN, Argument, Direction, Method
from clientsmith.samples.answers import Answers
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.python import arguments
from clientsmith.targets.python.annotations import Annotations, literals_of
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.layout import (
    Annotation,
    Either,
    Subscript,
    inline,
    optional,
    union,
)
from clientsmith.targets.python.pages import page_name
from clientsmith.targets.python.programs import Example, Writer
from clientsmith.targets.python.symbols import Symbol
from clientsmith.targets.python.text import literal

if TYPE_CHECKING:
    from clientsmith.targets.python.methods import OperationView
    from clientsmith.targets.python.package import Package

_OPEN = ("OpenEnum", "OpenIntEnum")


class _Names:
    """Schemas are called by their plain names."""

    def model(self, symbol: Symbol) -> str:
        return symbol.name

    def typed_dict(self, symbol: Symbol) -> str:
        return symbol.name


class _Shown(Annotations):
    """Annotations in which enums are written out, and nothing is unknown."""

    def _comes_back(self, kind: ir.Union) -> bool:
        return False

    def _enum(self, schema: ir.Enum, symbol: Symbol, direction: Direction) -> Annotation:
        literals = literals_of(schema)
        if literals is None:
            return self._annotate(schema.type, direction, frozenset())
        return self.literal(*literals.sources)


class Language:
    """Python, and one package."""

    id = "python"
    title = "Python"
    fence = "python"

    def __init__(self, package: Package) -> None:
        self._package = package
        self._views: dict[ir.Pointer, tuple[tuple[str, ...], OperationView]] = {
            view.operation.pointer: ((), view) for view in package.client.operations
        }
        for resource in package.resources:
            for view in resource.operations:
                self._views[view.operation.pointer] = resource.attributes, view
        self._writer = Writer(package, Answers(Schemas(package.api)))
        self._annotations = _Shown(
            package.api.schemas, package.symbols, Imports(), _Names(), runtime=""
        )
        self._attributes: dict[ir.Pointer, dict[str, str]] = {}

    # --- methods ------------------------------------------------------------------------------

    def method(self, operation: ir.Operation) -> Method | None:
        """`client.beta.batch.get_status(job_id, **BatchGetStatusParams) -> ...`"""
        found = self._views.get(operation.pointer)
        if found is None:
            return None
        path, view = found
        taken = [it.name for it in view.arguments if it.positional]
        keywords = [it for it in view.arguments if not it.positional]
        if any(it.location != "content" for it in keywords):
            taken.append(f"**{self._package.symbols.parameters[operation.pointer].name}")
        elif keywords:
            taken.append(keywords[0].name)
        callee = ".".join(("client", *path, view.name))
        result, kinds = self._results(view)
        shown = tuple(map(self._argument, view.arguments))
        return Method(
            signature=f"{callee}({', '.join(taken)}) -> {result}",
            sections=(("Parameters", shown),) if shown else (),
            results=kinds,
        )

    def _argument(self, it: arguments.Argument) -> Argument:
        kind = self.type(it.type, "input")
        return Argument(
            name=it.name,
            label=f"{it.name}: {kind}{'' if it.required else ' = omit'}",
            type=kind,
            optional=not it.required,
            source=it.source,
            kind=it.type,
            text=it.doc,
        )

    def _results(self, view: OperationView) -> tuple[str, tuple[ir.Type, ...]]:
        """What is returned, and the types that are to be described."""
        paging, streaming = view.operation.paging, view.operation.streaming
        if paging is not None:
            item = self.type(paging.item, "output")
            return f"Sync{page_name(paging.page)}[{item}]", (paging.item,)
        if streaming is not None and streaming.always:
            return f"Stream[{self.type(streaming.item, 'output')}]", (streaming.item,)
        kinds = [it.type for it in view.results]
        parts = [self._whole(kind) for kind in kinds]
        if view.flag and streaming is not None:
            kinds.append(streaming.item)
            parts.append(f"Stream[{self.type(streaming.item, 'output')}]")
        shown = {self._whole(kind): kind for kind in kinds if kind is not None}
        return inline(union(*parts)) if parts else "None", tuple(shown.values())

    def _whole(self, kind: ir.Type | None) -> str:
        """The type of a whole answer."""
        if kind is None:
            return "None"
        return "bytes" if isinstance(kind, ir.Binary) else self.type(kind, "output")

    # --- types --------------------------------------------------------------------------------

    def type(self, kind: ir.Type, direction: Direction) -> str:
        """An annotation on one line, with the first values of long enums."""
        return inline(_short(self._annotation(kind, direction)))

    def _annotation(self, kind: ir.Type, direction: Direction) -> Annotation:
        annotations = self._annotations
        return annotations.output(kind) if direction == "output" else annotations.input(kind)

    def result(self, kind: ir.Type) -> str:
        """`class Name: …` for a model."""
        schema = self._package.api.schemas.get(kind.pointer) if isinstance(kind, ir.Ref) else None
        if isinstance(schema, ir.Object):
            return f"class {self._package.symbols.schemas[schema.pointer].name}: …"
        return self._whole(kind)

    def member(
        self, schema: ir.Object, prop: ir.Property, direction: Direction
    ) -> tuple[str, str, str]:
        """An attribute of a model, or a key of a TypedDict."""
        annotation = self._annotation(prop.type, direction)
        if direction == "input":
            kind = inline(_short(annotation))
            shown = kind if prop.required else f"NotRequired[{kind}]"
            return prop.name.wire, kind, f"{prop.name.wire}: {shown}"
        name = self._names(schema)[prop.name.wire]
        kind = inline(_short(annotation if prop.required else optional(annotation)))
        return name, kind, f"{name}: {kind}{'' if prop.required else ' = None'}"

    def _names(self, schema: ir.Object) -> Mapping[str, str]:
        """Property -> attribute."""
        found = self._attributes.get(schema.pointer)
        if found is None:
            names = self._package.symbols.attributes[schema.pointer]
            pairs = zip(schema.properties, names, strict=True)
            found = self._attributes[schema.pointer] = {it.name.wire: name for it, name in pairs}
        return found

    def value(self, schema: ir.Enum, member: ir.EnumMember) -> str:
        """A literal."""
        return literal(member.value)

    # --- programs -----------------------------------------------------------------------------

    def sample(self, operation: ir.Operation, *, full: bool) -> str:
        """A program that calls an operation."""
        path, view = self._views[operation.pointer]
        return "\n".join(self._writer.sample(path, view, full=full))

    def guides(self) -> Mapping[str, str]:
        """Those of the README."""
        found: dict[str, Example | None] = {
            "client": self._writer.usage(),
            "errors": self._writer.errors(),
            "pages": self._writer.pages(),
            "webhooks": self._writer.webhooks(),
        }
        return {key: "\n".join(it.lines) for key, it in found.items() if it is not None}


def _short(annotation: Annotation) -> Annotation:
    """The annotation without the rest of long enums and unions, and what makes enums open."""
    match annotation:
        case str():
            return annotation
        case Either(operands):
            kept = list(map(_short, operands))
            plain = [it for it in kept if it != "None"]
            if len(plain) > SHOWN:
                none = kept[len(plain) :]
                return Either((*plain[:SHOWN], f"{len(plain) - SHOWN} more", *none))
            return union(*kept)
        case Subscript(base, (inner,)) if base in _OPEN:
            return _short(inner)
        case Subscript("Literal", values) if len(values) > SHOWN:
            return Subscript("Literal", (*values[:SHOWN], f"{len(values) - SHOWN} more"))
        case Subscript(base, inner):
            return Subscript(base, tuple(map(_short, inner)))
