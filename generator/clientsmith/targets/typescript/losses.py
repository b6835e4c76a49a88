"""What of an API is not in the package.

A test takes every keyword out of a document that has them all: where the package stays the same,
there has to be an entry here.
"""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.omissions import omissions, omitted, operations_of
from clientsmith.preparation import is_left_out
from clientsmith.targets import Loss
from clientsmith.targets.typescript.arguments import is_fetchs_own
from clientsmith.targets.typescript.calling import flag_of
from clientsmith.targets.typescript.project import LANGUAGES
from clientsmith.targets.typescript.reach import WIDE


def losses(api: ir.Api) -> list[Loss]:
    """Everything that the IR has and no file shows."""
    found = [*omissions(api, *LANGUAGES), *_further_members(api)]
    for operation in operations_of(api):
        if not is_left_out(operation, *LANGUAGES):
            found.extend(_operation(operation, api))
    return found


def _further_members(api: ir.Api) -> Iterator[Loss]:
    """An index signature beside members has to allow for all of them."""
    words = "members beside the declared ones are of the type `unknown`"
    for schema in api.schemas.values():
        if isinstance(schema, ir.Object) and schema.properties:
            if schema.additional is not None and not isinstance(schema.additional, ir.Any):
                yield omitted(schema.pointer, "additional", words, "additionalProperties")
            if schema.patterns:
                yield omitted(schema.pointer, "additional", words, "patternProperties")


def _operation(operation: ir.Operation, api: ir.Api) -> Iterator[Loss]:
    if operation.method in ("TRACE", "CONNECT"):
        message = f"fetch sends no {operation.method}; the method is there and throws"
        yield Loss(operation.pointer, "operation", "method", message, omitted=True)
    if operation.body is not None and operation.method in ("GET", "HEAD"):
        message = f"fetch sends no body with {operation.method}"
        yield Loss(operation.body.pointer, "requestBody", "body", message)
    streaming = operation.streaming
    if streaming is not None and not streaming.always and not flag_of(operation, api.schemas):
        message = "the stream that can be asked for is not typed: see `asResponse()`"
        yield Loss(operation.pointer, "operation", "stream", message)
    for it in operation.parameters:
        if is_fetchs_own(it):
            message = f"fetch writes the header `{it.name.wire}` itself"
            yield Loss(it.pointer, "parameter", "header", message)
        elif isinstance(it.type, ir.Integer | ir.Number) and it.type.format not in ("", *WIDE):
            words = "numbers have no width here"
            yield omitted(f"{it.pointer}/schema", "format", words, "format")
