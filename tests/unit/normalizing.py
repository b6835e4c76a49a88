"""Short documents for tests of the normalizer, and short forms of what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clientsmith import ir
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.normalize import Decision, normalize
from clientsmith.source import Sources

MAIN = "openapi.yaml"
SCHEMAS = "#/components/schemas/"


def config(**parts: Any) -> ApiConfig:
    """A configuration with some parts of its own."""
    return ApiConfig(name="acme", spec=Path(MAIN), **parts)


def document(
    paths: Any = None,
    schemas: Any = None,
    components: dict[str, Any] | None = None,
    **root: Any,
) -> dict[str, Any]:
    """A tree of the 3.2 dialect."""
    parts = dict(components or {})
    if schemas is not None:
        parts["schemas"] = schemas
    return {
        "openapi": "3.2.0",
        "info": {"title": "Acme API", "version": "1"},
        "paths": {} if paths is None else paths,
        "components": parts,
        **root,
    }


def run(
    tree: Any, settings: ApiConfig | None = None, version: str = "", **files: Any
) -> tuple[ir.Api, Diagnostics, list[Decision]]:
    """Normalize a tree; `files` are further trees by name."""
    diagnostics = Diagnostics(MAIN)
    sources = Sources(MAIN, {}, {MAIN: tree, **files}, version=version)
    decisions: list[Decision] = []
    api = normalize(Document(sources, diagnostics), settings or config(), diagnostics, decisions)
    return api, diagnostics, decisions


def api_of(tree: Any, settings: ApiConfig | None = None) -> ir.Api:
    """The API of a tree."""
    return run(tree, settings)[0]


def codes(tree: Any, settings: ApiConfig | None = None) -> list[str]:
    """The codes of the diagnostics of a tree, in order."""
    return [one.code for one in run(tree, settings)[1]]


def operations(api: ir.Api) -> Iterator[tuple[str, ir.Operation]]:
    """(dotted name, operation) of all operations, in the order of the tree."""
    stack = [api.root]
    while stack:
        resource = stack.pop()
        path = ["_".join(name.words) for name in resource.path]
        for operation in resource.operations:
            yield ".".join((*path, "_".join(operation.name.words))), operation
        stack.extend(resource.children[::-1])


def operation(api: ir.Api) -> ir.Operation:
    """The only operation."""
    [(_, found)] = operations(api)
    return found


def ok(schema: Any, content_type: str = "application/json", **more: Any) -> dict[str, Any]:
    """Responses with one ordinary answer."""
    return {
        "200": {"description": "OK", "content": {content_type: {"schema": schema}}, **more},
    }


def names(api: ir.Api) -> dict[str, str]:
    """Pointer -> name of every schema, with what is around it: `BatchListResponse/job_type`."""
    found: dict[str, str] = {}
    for pointer, schema in api.schemas.items():
        name = "_".join(schema.name.words)
        parent = schema.origin.parent
        found[pointer] = f"{found[parent]}/{name}" if parent else name
    return found


def short(type: ir.Type) -> str:
    """A type in a few letters: `[string?]`, `{integer}`, `Cat | Dog by kind`."""
    match type:
        case ir.String():
            return f"string:{type.format}" if type.format else "string"
        case ir.Integer():
            return f"integer:{type.format}" if type.format else "integer"
        case ir.Number():
            return f"number:{type.format}" if type.format else "number"
        case ir.Const():
            return f"={type.value!r}"
        case ir.Array():
            return f"[{short(type.items)}]"
        case ir.Tuple():
            rest = f", *{short(type.rest)}" if type.rest is not None else ""
            return f"({', '.join(short(one) for one in type.items)}{rest})"
        case ir.Map():
            return "{" + short(type.values) + "}"
        case ir.Nullable():
            return f"{short(type.type)}?"
        case ir.Union():
            tags = type.discriminator
            by = f" by {tags.property}{dict(tags.mapping)}" if tags else ""
            by += f" else {tags.default}" if tags and tags.default is not None else ""
            return " | ".join(short(one) for one in type.variants) + by
        case ir.Ref():
            return "&" + type.pointer.removeprefix(SCHEMAS)
        case _:
            return str(type.__class__.__name__).lower()


def members(schema: ir.Schema) -> dict[str, str]:
    """Wire name -> type of the properties of an object; `!` marks the required ones."""
    assert isinstance(schema, ir.Object)
    return {
        one.name.wire + ("!" if one.required else ""): short(one.type) for one in schema.properties
    }
