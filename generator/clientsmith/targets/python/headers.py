"""The headers that the document declares for answers: a model for each operation that has some."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from clientsmith import ir
from clientsmith.targets.python.placing import parameter_words


def headers_pointer(operation: ir.Operation) -> ir.Pointer:
    """What the model of an operation's headers is known by; variants share it."""
    return f"{operation.variant_of or operation.pointer}/response-headers"


def with_header_types(api: ir.Api) -> ir.Api:
    """The API with a schema for the headers of each operation's ordinary answers."""
    found: dict[ir.Pointer, ir.Schema] = {}
    resources = [api.root]
    for resource in resources:
        resources.extend(resource.children)
        for operation in resource.operations:
            if operation.variant_of is None:
                properties = tuple(_properties(operation))
                if properties:
                    pointer = headers_pointer(operation)
                    found[pointer] = _schema(pointer, resource, operation, properties)
    return replace(api, schemas={**api.schemas, **found}) if found else api


def _properties(operation: ir.Operation) -> Iterator[ir.Property]:
    """The headers of all 2xx answers; what one of them may lack is optional."""
    answers = [it for it in operation.responses if it.status[:1] == "2"]
    if not answers:
        answers = [it for it in operation.responses if it.status == "default"]
    by_name: dict[str, list[ir.Parameter]] = {}
    for answer in answers:
        for header in answer.headers:
            by_name.setdefault(header.name.wire.lower(), []).append(header)
    for headers in by_name.values():
        first = headers[0]
        same = all(it.type == first.type for it in headers)
        yield ir.Property(
            name=first.name,
            pointer=first.pointer,
            type=first.type if same else ir.String(),
            required=len(headers) == len(answers) and all(it.required for it in headers),
            docs=first.docs,
        )


def _schema(
    pointer: ir.Pointer,
    resource: ir.Resource,
    operation: ir.Operation,
    properties: tuple[ir.Property, ...],
) -> ir.Object:
    words = (*parameter_words(resource, operation)[:-1], "response", "headers")
    return ir.Object(
        pointer=pointer,
        name=ir.Name("", words),
        origin=ir.Origin(resource=resource.path, operation=operation.pointer, role="response"),
        properties=properties,
    )
