"""Short ways to write down an IR, for tests of what comes behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clientsmith import ir
from clientsmith.normalize.media_types import format_of

TEXT = ir.String()
WHOLE = ir.Integer()


def name(wire: str) -> ir.Name:
    """A name whose words are divided by underscores or spaces."""
    return ir.Name(wire, tuple(wire.lower().replace(" ", "_").replace("-", "_").split("_")))


def prop(wire: str, kind: ir.Type = TEXT, *, required: bool = False, **more: Any) -> ir.Property:
    return ir.Property(name=name(wire), type=kind, required=required, **more)


def ref(wire: str) -> ir.Ref:
    return ir.Ref(pointer=f"#/components/schemas/{wire}")


def obj(wire: str, *properties: ir.Property, **more: Any) -> ir.Object:
    return ir.Object(
        pointer=f"#/components/schemas/{wire}",
        name=pascal(wire),
        properties=properties,
        **more,
    )


def alias(wire: str, kind: ir.Type, **more: Any) -> ir.Alias:
    return ir.Alias(pointer=f"#/components/schemas/{wire}", name=pascal(wire), type=kind, **more)


def enum(wire: str, *values: Any, kind: ir.Type = TEXT, **more: Any) -> ir.Enum:
    return ir.Enum(
        pointer=f"#/components/schemas/{wire}",
        name=pascal(wire),
        type=kind,
        members=tuple(ir.EnumMember(value=value, name=name(str(value))) for value in values),
        **more,
    )


def pascal(wire: str) -> ir.Name:
    """`UserAddress` is user address."""
    words: list[str] = []
    for character in wire:
        if character.isupper() or not words:
            words.append("")
        words[-1] += character.lower()
    return ir.Name(wire, tuple(words))


def param(
    wire: str, location: ir.Location = "query", kind: ir.Type = TEXT, *, required: bool = False
) -> ir.Parameter:
    style: ir.Style = "simple" if location in ("path", "header") else "form"
    return ir.Parameter(
        name=name(wire),
        pointer=f"#/parameters/{location}/{wire}",
        location=location,
        type=kind,
        required=required or location == "path",
        style=style,
        explode=style == "form",
    )


def operation(
    wire: str = "call",
    *parameters: ir.Parameter,
    path: tuple[str | ir.Parameter, ...] = ("/x",),
    method: str = "GET",
    **more: Any,
) -> ir.Operation:
    return ir.Operation(
        pointer=f"#/paths/{wire}/{method}",
        id=wire,
        name=name(wire),
        method=method,
        path=path,
        parameters=parameters,
        **more,
    )


def media(content_type: str, kind: ir.Type = TEXT) -> ir.MediaType:
    return ir.MediaType(content_type=content_type, format=format_of(content_type, kind), type=kind)


def body(*content: ir.MediaType, required: bool = True) -> ir.RequestBody:
    return ir.RequestBody(pointer="#/body", content=content, required=required)


def response(status: str, *content: ir.MediaType) -> ir.Response:
    return ir.Response(pointer=f"#/responses/{status}", status=status, content=content)


def resource(*path: str, operations: Iterable[ir.Operation] = (), **more: Any) -> ir.Resource:
    names = tuple(map(name, path))
    return ir.Resource(
        name=names[-1] if names else ir.Name("", ()),
        path=names,
        operations=tuple(operations),
        **more,
    )


def api(*schemas: ir.Schema, root: ir.Resource | None = None) -> ir.Api:
    return ir.Api(
        title="Test",
        version="1",
        client=ir.Client(name=name("test")),
        schemas={schema.pointer: schema for schema in schemas},
        root=root or resource(),
    )


def schemas(*each: ir.Schema) -> dict[ir.Pointer, ir.Schema]:
    return {schema.pointer: schema for schema in each}
