"""Schema Objects of OpenAPI 2.0 and 3.0 as JSON Schema 2020-12.

OpenAPI 3.1 documents are full of the keywords of 3.0 too; they mean there what their authors
meant, with a warning.
"""

from __future__ import annotations

from functools import partial
from typing import Any as Json

import msgspec

from .. import pointers
from ..diagnostics import Diagnostics
from ..source import Sources
from . import grammar
from .rebuild import Edit, rebuild
from .version import version_of

_OLD = frozenset(
    (
        *("nullable", "x-nullable", "exclusiveMinimum", "exclusiveMaximum"),
        *("format", "discriminator"),
    )
)
"""Keywords that may have to change."""

_ABOUT = frozenset(
    (
        *("title", "description", "deprecated", "readOnly", "writeOnly", "default"),
        *("example", "examples", "externalDocs", "xml"),
    )
)
"""Keywords about a schema, which stay outside when what it allows is wrapped in `anyOf`."""

_NULL: dict[str, Json] = {"type": "null"}


def upgrade(sources: Sources, diagnostics: Diagnostics) -> Sources:
    """`sources` with every Schema Object in JSON Schema 2020-12."""
    edits: dict[int, Edit] = {}
    places: list[grammar.Place] = []
    is_new = sources.version in ("3.1", "3.2")
    walk = grammar.Walk(sources, _OLD, lambda schema: _is_old(schema, is_new))
    for schema, place in walk.schemas():
        if is_new and not _belongs_to_old_file(place, sources):
            _warn(schema, place, diagnostics)
        edits[id(schema)] = partial(modern, is_new=is_new)
        places.append(place)
    if not edits:
        return sources
    touched = walk.around(places)
    trees = {file: rebuild(tree, edits, touched) for file, tree in sources.trees.items()}
    return msgspec.structs.replace(sources, trees=trees)


def modern(schema: dict[str, Json], is_new: bool = False) -> dict[str, Json]:
    """`schema`, whose inner schemas are upgraded, without the keywords of OpenAPI 2.0 and 3.0."""
    result = dict(schema)
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(result.get(exclusive), bool):
            is_exclusive = result.pop(exclusive)
            if is_exclusive and bound in result:
                result[exclusive] = result.pop(bound)
    if isinstance(result.get("discriminator"), str):
        result["discriminator"] = {"propertyName": result["discriminator"]}
    if not is_new and result.get("type", "string") in ("string", "file"):
        _encode(result)
    nullable = [result.pop(key) for key in ("nullable", "x-nullable") if key in result]
    return _nullable(result) if any(one is True for one in nullable) else result


def _is_old(schema: dict[str, Json], is_new: bool) -> bool:
    """Whether `modern` would change `schema`."""
    return (
        "nullable" in schema
        or "x-nullable" in schema
        or isinstance(schema.get("exclusiveMinimum"), bool)
        or isinstance(schema.get("exclusiveMaximum"), bool)
        or isinstance(schema.get("discriminator"), str)
        or (not is_new and schema.get("format") in ("binary", "byte"))
    )


def _encode(result: dict[str, Json]) -> None:
    """Say what `format: byte` and `binary` mean in the terms of JSON Schema, beside `format`.

    OpenAPI 3.1, section 4.7.14.3 ("Considerations for File Uploads").
    """
    if result.get("format") == "byte":
        result.setdefault("contentEncoding", "base64")
    elif result.get("format") == "binary":
        result.setdefault("contentMediaType", "application/octet-stream")


def _nullable(schema: dict[str, Json]) -> dict[str, Json]:
    """`schema` that also allows null.

    OpenAPI 3.0.4, section 4.7.24.2, lets `nullable` act only beside `type`. Authors mean
    null beside `$ref`, `allOf`, `oneOf` and `anyOf` too.
    """
    result = schema
    kind = result.get("type")
    if "$ref" in result or "allOf" in result or "not" in result or "const" in result:
        outside = {
            key: value for key, value in result.items() if key in _ABOUT or key.startswith("x-")
        }
        inside = {key: value for key, value in result.items() if key not in outside}
        return {**outside, "anyOf": [inside, _NULL]}
    if isinstance(kind, str):
        result["type"] = [kind, "null"] if kind != "null" else kind
    elif isinstance(kind, list) and "null" not in kind:
        result["type"] = [*kind, "null"]
    for keyword in ("oneOf", "anyOf"):
        options = result.get(keyword)
        if isinstance(options, list) and not any(_allows_null(one) for one in options):
            result[keyword] = [*options, _NULL]
    values = result.get("enum")
    if isinstance(values, list) and None not in values:
        result["enum"] = [*values, None]
    return result


def _allows_null(schema: Json) -> bool:
    """Whether the upgraded `schema` says of itself that null is allowed."""
    if not isinstance(schema, dict):
        return False
    kind = schema.get("type")
    return kind == "null" or (isinstance(kind, list) and "null" in kind)


def _belongs_to_old_file(place: grammar.Place, sources: Sources) -> bool:
    """Whether the file of `place` is itself a document of an older version."""
    file = pointers.split(place[2], sources.main)[0]
    tree = sources.originals.get(file)
    return isinstance(tree, dict) and version_of(tree) in ("2.0", "3.0")


def _warn(schema: dict[str, Json], place: grammar.Place, diagnostics: Diagnostics) -> None:
    """Say which keywords of `schema` are not of OpenAPI 3.1."""
    if schema.get("nullable") is True:
        diagnostics.warning(
            "schema/nullable",
            grammar.pointer(place) + "/nullable",
            "`nullable` is a keyword of OpenAPI 3.0; it is read as it was meant there",
            'write `type: [..., "null"]`',
        )
    for exclusive in ("exclusiveMinimum", "exclusiveMaximum"):
        if isinstance(schema.get(exclusive), bool):
            diagnostics.warning(
                "schema/exclusive-bound",
                f"{grammar.pointer(place)}/{exclusive}",
                f"`{exclusive}` is a number since OpenAPI 3.1; it is read as in 3.0",
                f"write the bound itself as `{exclusive}`",
            )
