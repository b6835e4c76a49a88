"""What of an API is not in the package.

A test takes every keyword out of a document that has them all: where the package stays the same,
there has to be an entry here.
"""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.contents import body_of, place_of, resolve
from clientsmith.omissions import omissions, omitted, operations_of
from clientsmith.preparation import is_left_out
from clientsmith.reach import Mentions
from clientsmith.targets import Loss
from clientsmith.targets.python.annotations import differs_for_input, literals_of
from clientsmith.targets.python.inputs import request_only, with_further


def losses(api: ir.Api) -> list[Loss]:
    """Everything that the IR has and no file shows."""
    own = (*_dictionaries(api), *_members(api), *_values(api), *_widths(api))
    return [*omissions(api, "python"), *own]


def _dictionaries(api: ir.Api) -> Iterator[Loss]:
    """A TypedDict knows its members only, and what is received otherwise has no model to send."""
    words = "type checkers know no members of the dictionary but the declared ones"
    mentions = Mentions(api.schemas)
    # What is sent as it is received has a model, see `request_only`.
    found = [it for it in with_further(api, api.schemas, mentions) if differs_for_input(it)]
    dictionaries = request_only(api, mentions) if found else ()
    for schema in found:
        if schema.pointer not in dictionaries:
            continue
        if not isinstance(schema.additional, ir.Any | None):
            yield Loss(schema.pointer, "keyword", "additional", words, ("additionalProperties",))
        if schema.patterns:
            yield Loss(schema.pointer, "keyword", "additional", words, ("patternProperties",))


def _members(api: ir.Api) -> Iterator[Loss]:
    """What an optional body requires once there is one: its members are arguments."""
    for operation in operations_of(api):
        if operation.body is None or operation.body.required or is_left_out(operation, "python"):
            continue
        body = body_of(operation, api.schemas)
        if body is None or not any(it.required for it in body.properties or ()):
            continue
        schema = resolve(body.media.type, api.schemas)
        if isinstance(schema, ir.Object):
            words = "the body may be left out, and so may the arguments for its members"
            yield omitted(schema.pointer, "members", words, "required")


def _values(api: ir.Api) -> Iterator[Loss]:
    """Python has literals of texts, integers and booleans."""
    words = "there are no literals of such values, or too many: any value of their type is taken"
    for schema in api.schemas.values():
        if isinstance(schema, ir.Enum) and literals_of(schema) is None:
            yield omitted(schema.pointer, "enum-values", words, "enum")
        if not isinstance(schema, ir.Object):
            continue
        for prop in schema.properties:
            kind = prop.type
            if type(kind) is ir.Nullable:
                kind = kind.type
            if type(kind) is ir.Const and isinstance(kind.value, float | dict | list):
                yield omitted(place_of(schema, prop), "enum-values", words, "const", "enum")


def _widths(api: ir.Api) -> Iterator[Loss]:
    for operation in operations_of(api):
        for it in operation.parameters if not is_left_out(operation, "python") else ():
            if isinstance(it.type, ir.Integer | ir.Number) and it.type.format:
                words = "numbers have no width here"
                yield omitted(f"{it.pointer}/schema", "format", words, "format")
