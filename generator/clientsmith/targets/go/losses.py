"""What of an API is not in the module."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.contents import place_of
from clientsmith.omissions import omissions, omitted, operations_of
from clientsmith.preparation import is_left_out
from clientsmith.targets import Loss

_EMITTED = frozenset({"enum-names", "enum-texts"})
"""What other languages leave out and constants, their comments and `core.Encoding` have."""


def losses(api: ir.Api) -> list[Loss]:
    """Everything that the IR has and no file shows."""
    found = [loss for loss in omissions(api, "go") if loss.code not in _EMITTED]
    for schema in api.schemas.values():
        if not isinstance(schema, ir.Object):
            continue
        for prop in schema.properties:
            if isinstance(prop.type, ir.Tuple):
                words = "a list of several types is a list of any value"
                found.append(omitted(place_of(schema, prop), "tuple", words, "items"))
    for operation in operations_of(api):
        if not is_left_out(operation, "go"):
            found.extend(_operation(operation))
    return found


def _operation(operation: ir.Operation) -> Iterator[Loss]:
    for parameter in operation.parameters:
        if isinstance(parameter.type, ir.Integer | ir.Number) and parameter.type.format:
            words = "integers have 64 bits, numbers are float64"
            yield omitted(f"{parameter.pointer}/schema", "format", words, "format")
    for response in operation.responses:
        for header in response.headers:
            words = "a header that is absent is the zero value"
            yield omitted(header.pointer, "header-required", words, "required")
