"""Models as members of the caller's pydantic models and FastAPI endpoints.

Only pydantic itself calls this: nothing of it is imported before that.
"""

from __future__ import annotations

from typing import Any, cast

import msgspec

from .encode import to_builtins
from .guards import is_array, is_object
from .lenient import convert_strict

__all__ = ["core_schema_of", "json_schema_of"]


def core_schema_of(type_: Any) -> Any:
    """Return pydantic's core schema: takes instances and dicts, strictly."""
    from pydantic_core import core_schema

    def validate(value: Any) -> Any:
        return convert_strict(value, type_) if is_object(value) else known(value)

    def known(value: Any) -> Any:
        if isinstance(value, type_) and not isinstance(value, (str, int, float, list)):
            return value
        raise ValueError(f"expected an object: {type_.__name__}")

    def serialize(value: Any, info: core_schema.SerializationInfo) -> Any:
        return to_builtins(value, "json" if info.mode == "json" else "python")

    return core_schema.no_info_plain_validator_function(
        validate,
        serialization=core_schema.plain_serializer_function_ser_schema(
            serialize, info_arg=True
        ),
    )


def json_schema_of(type_: Any, above: tuple[Any, ...] = ()) -> dict[str, Any]:
    """Return the JSON Schema of a type, complete in itself.

    Types below it are written in place; where one contains itself it is any object,
    a union (`above` are those around the type) any value.
    """

    def own(inner: Any) -> dict[str, Any]:
        if inner in above:
            return {"title": inner.__name__}
        return _schema_of(inner, (*above, inner))

    (root,), parts = msgspec.json.schema_components(
        [type_], schema_hook=own, ref_template="{name}"
    )
    return cast("dict[str, Any]", _inline(root, parts, ()))


def _schema_of(type_: Any, above: tuple[Any, ...]) -> dict[str, Any]:
    """Return the JSON Schema of one of the runtime's own types."""
    variants = getattr(type_, "__variants__", None)
    if variants is not None:
        return {"anyOf": [json_schema_of(variant, above) for variant in variants()]}
    declared = getattr(type_, "__declared__", None)
    if declared is None:
        return {}
    schema = json_schema_of(declared, above)
    further = schema.get("properties", {}).pop("*", {})
    schema["additionalProperties"] = further.get("additionalProperties", True)
    return schema


def _inline(schema: Any, parts: dict[str, Any], above: tuple[str, ...]) -> Any:
    if is_array(schema):
        return [_inline(item, parts, above) for item in schema]
    if not isinstance(schema, dict):
        return schema
    members = cast("dict[str, Any]", schema)
    name = members.get("$ref")
    if isinstance(name, str) and name in parts:
        if name in above:
            return {"type": "object", "title": name}
        return _inline(parts[name], parts, (*above, name))
    # A discriminator's mapping names parts that no longer exist by themselves.
    return {
        key: _inline(value, parts, above)
        for key, value in members.items()
        if key != "discriminator"
    }
