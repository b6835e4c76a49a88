"""Parameters of OpenAPI 2.0 as parameters and request bodies of 3.x."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any as Json

from .. import pointers
from ..document import Node

if TYPE_CHECKING:
    from .swagger import _File

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"

_OF_SCHEMA = frozenset(
    (
        *("type", "format", "items", "default", "maximum", "exclusiveMaximum", "minimum"),
        *("exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems"),
        *("uniqueItems", "enum", "multipleOf", "x-nullable", "x-enum-varnames", "x-enumNames"),
        *("x-enum-descriptions", "x-ms-enum"),
    )
)
"""Keywords that a parameter has itself in 2.0 and its schema has in 3.x."""

_STYLES = {
    ("query", "csv"): ("form", False),
    ("query", "ssv"): ("spaceDelimited", False),
    ("query", "pipes"): ("pipeDelimited", False),
    ("query", "multi"): ("form", True),
    ("formData", "csv"): ("form", False),
    ("formData", "ssv"): ("spaceDelimited", False),
    ("formData", "pipes"): ("pipeDelimited", False),
    ("formData", "multi"): ("form", True),
    ("path", "csv"): ("simple", False),
    ("header", "csv"): ("simple", False),
}
"""(Place, `collectionFormat`) to (style, explode)."""


def place(node: Node) -> str:
    """The `in` of a parameter or of what it refers to; "" when it has none."""
    value = node.follow().value
    return str(value.get("in", "")) if isinstance(value, dict) else ""


def identity(node: Node) -> tuple[str, str]:
    """What makes a parameter unique (2.0, Parameter Object); all bodies are the same one."""
    value = node.follow().value
    where = place(node)
    return where, "" if where == "body" or not isinstance(value, dict) else str(value.get("name"))


def parameters(file: _File, nodes: Sequence[Node], at: str) -> list[Json]:
    """The parameters `nodes`, none of a body or form, as the list whose new place is `at`."""
    new: list[Json] = []
    for node in nodes:
        there = f"{at}/{len(new)}"
        file.move(there, node.pointer)
        new.append(parameter(file, node, there))
    return new


def parameter(file: _File, node: Node, at: str) -> Json:
    """The Parameter Object, whose new place is `at`."""
    old = node.value
    if not isinstance(old, dict):
        return old
    if "$ref" in old:
        file.outside(node, "parameter")
        return old
    new = with_schema(old)
    if "x-example" in new and "example" not in new:
        new["example"] = new.pop("x-example")
    if "schema" in new and "schema" not in old:
        file.move(f"{at}/schema", node.pointer)
    new.pop("collectionFormat", None)
    if old.get("type") == "array":
        new.update(_style(file, node))
    return new


def request_body(file: _File, nodes: Sequence[Node], at: str, consumes: list[str]) -> Json:
    """The body and form parameters `nodes` of one operation as its Request Body Object."""
    bodies = [node for node in nodes if place(node) == "body"]
    if not bodies:
        return _form(file, nodes, at, consumes)
    for extra in (node for node in nodes if node is not bodies[0]):
        file.diagnostics.error(
            "parameter/body",
            extra,
            "an operation has one body, and no form beside it",
            "remove one of them",
        )
    node = bodies[0]
    file.move(at, node.pointer)
    if "$ref" in node.value and consumes == file.consumes:
        file.outside(node, "parameter")
        return node.value
    target = node.follow()
    if target is not node:
        file.moved[at] = target.pointer
    return body(file, target, at, consumes)


def body(file: _File, node: Node, at: str, consumes: list[str]) -> Json:
    """The Request Body Object of a parameter in the body, whose new place is `at`."""
    old = node.value
    if "$ref" in old or "content" in old:
        file.outside(node, "parameter")
        return old
    types = [one for one in consumes if one not in (_URLENCODED, _MULTIPART)]
    taken = ("in", "name", "schema")
    new = {key: value for key, value in old.items() if key not in taken}
    new["content"] = {}
    for name in types or consumes or ["application/json"]:
        new["content"][name] = {"schema": old["schema"]} if "schema" in old else {}
        file.move(f"{at}/content/{pointers.escape(name)}/schema", f"{node.pointer}/schema")
    return new


def _form(file: _File, nodes: Sequence[Node], at: str, consumes: list[str]) -> Json:
    """The Request Body Object of form parameters: one schema with a property for each."""
    properties: dict[str, Json] = {}
    required: list[str] = []
    encoding: dict[str, Json] = {}
    origins: dict[str, str] = {}
    for node in nodes:
        target = node.follow()
        old = target.value
        name = str(old.get("name", ""))
        about = {
            key: old[key]
            for key in old
            if key == "description" or key in ("x-example", "example") or key.startswith("x-")
        }
        if "x-example" in about:
            about["example"] = about.pop("x-example")
        own = file_schema(with_schema(old).get("schema", {}))
        properties[name] = {**(own if isinstance(own, dict) else {}), **about}
        origins[name] = target.pointer
        if old.get("required") is True:
            required.append(name)
        if old.get("type") == "array":
            style = _style(file, target)
            if style != {"style": "form", "explode": True}:
                encoding[name] = style
    upload = next((one for one in nodes if one.follow().value.get("type") == "file"), None)
    types = [one for one in consumes if one in (_URLENCODED, _MULTIPART)]
    if upload is not None:
        if consumes and _MULTIPART not in consumes:
            file.diagnostics.warning(
                "parameter/file",
                upload,
                f"a file is sent as {_MULTIPART}, which `consumes` does not list",
                f"add {_MULTIPART} to `consumes`",
            )
        types = [_MULTIPART]
    elif not types:
        types = [_URLENCODED]
    schema: dict[str, Json] = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    media = {"schema": schema, **({"encoding": encoding} if encoding else {})}
    file.move(at, nodes[0].pointer.rpartition("/")[0])
    for kind in types:
        prefix = f"{at}/content/{pointers.escape(kind)}/schema/properties"
        for name, pointer in origins.items():
            file.move(f"{prefix}/{pointers.escape(name)}", pointer)
    new: dict[str, Json] = {"content": dict.fromkeys(types, media)}
    if required:
        new["required"] = True
    return new


def with_schema(old: Json) -> Json:
    """A parameter or header of 2.0 with the keywords of its type in a `schema`."""
    if not isinstance(old, dict) or "$ref" in old or "schema" in old:
        return old
    new = {key: value for key, value in old.items() if key not in _OF_SCHEMA}
    new["schema"] = {key: value for key, value in old.items() if key in _OF_SCHEMA}
    new.pop("collectionFormat", None)
    return new


def file_schema(schema: Json) -> Json:
    """`schema` with `type: file` of 2.0 as a binary string."""
    if isinstance(schema, dict) and schema.get("type") == "file":
        return {**schema, "type": "string", "format": "binary"}
    return schema


def _style(file: _File, node: Node) -> dict[str, Json]:
    """`style` and `explode` of an array parameter (2.0, `collectionFormat`)."""
    old = node.value
    given = str(old.get("collectionFormat", "csv"))
    style = _STYLES.get((str(old.get("in")), given))
    if style is None:
        file.diagnostics.warning(
            "parameter/collection-format",
            node.pointer + "/collectionFormat",
            f"OpenAPI 3 has no style for `collectionFormat: {given}` here; commas are sent",
        )
        style = ("simple", False) if old.get("in") in ("path", "header") else ("form", False)
    return {"style": style[0], "explode": style[1]}
