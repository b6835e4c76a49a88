"""An API as targets take it up: what is left out of a language, what every client has besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from clientsmith import ir
from clientsmith.pointers import unescape

WEBHOOKS = ("webhooks",)
"""The key of the resource that reads what the API sends."""


def path_key(resource: ir.Resource) -> tuple[str, ...]:
    """The key of a resource in a table: its path, however it is spelled."""
    return key_of(resource.path)


def key_of(path: Iterable[ir.Name]) -> tuple[str, ...]:
    """The key of the resource at a path."""
    return tuple("_".join(name.words) or name.wire for name in path)


def singular(word: str) -> str:
    """The singular of an English word, well enough for names."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def parameter_words(resource: ir.Resource, operation: ir.Operation) -> list[str]:
    """What the arguments of an operation are called."""
    words = resource.path[-1].words if resource.path else ()
    stem = (*words[:-1], singular(words[-1])) if words else ()
    return [*stem, *operation.name.words, "params"]


# --- operations that a language does not have --------------------------------------------------


def selected(api: ir.Api, *names: str) -> ir.Api:
    """The API without what the document keeps out of a language, by any of its `names`."""
    order = [api.root]
    for resource in order:
        order.extend(resource.children)
    if not any(is_left_out(it, *names) for resource in order for it in resource.operations):
        return api
    done: dict[int, ir.Resource] = {}
    for resource in reversed(order):
        operations = tuple(it for it in resource.operations if not is_left_out(it, *names))
        children = tuple(done[id(child)] for child in resource.children)
        kept = tuple(child for child in children if child.operations or child.children)
        done[id(resource)] = replace(resource, operations=operations, children=kept)
    return replace(api, root=done[id(api.root)])


def is_left_out(operation: ir.Operation, *names: str) -> bool:
    """Whether the document keeps an operation out of the language with these names."""
    return any(name in operation.left_out_of for name in names)


# --- webhooks ----------------------------------------------------------------------------------


def with_webhooks(api: ir.Api) -> ir.Api:
    """The API with a resource for its webhooks, where it has webhooks and no such resource."""
    if api.webhook_event is None or any(path_key(it) == WEBHOOKS for it in api.root.children):
        return api
    name = ir.Name(WEBHOOKS[0], WEBHOOKS)
    docs = ir.Docs(description="What the API sends to its callers.")
    resource = ir.Resource(name=name, path=(name,), docs=docs)
    return replace(api, root=replace(api.root, children=(*api.root.children, resource)))


# --- headers of answers ------------------------------------------------------------------------


def headers_pointer(operation: ir.Operation) -> ir.Pointer:
    """What the type of an operation's headers is known by; variants share it."""
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


def is_needed(option: ir.Option) -> bool:
    """Whether there is no client without a value of it."""
    if isinstance(option, ir.GlobalOption):
        return option.required and option.everywhere
    return option.required and option.role != "variable"


def is_made_up(pointer: ir.Pointer) -> bool:
    """Whether a schema is one of headers, and so none of the document's."""
    return pointer.endswith(("/response-headers", "/error-headers"))


def is_of_error(pointer: ir.Pointer) -> bool:
    """Whether a schema that is made up has the headers of an error."""
    return pointer.endswith("/error-headers")


def error_headers_pointer(response: ir.Response) -> ir.Pointer:
    """What the type of the headers of an error is known by; operations share it."""
    return f"{response.pointer}/error-headers"


def errors_of(operation: ir.Operation) -> list[ir.Response]:
    """The answers that are errors; `default` is one where there is another success."""
    succeeds = any(it.status[:1] == "2" for it in operation.responses)
    return [
        it
        for it in operation.responses
        if it.status[:1] not in "123" and (it.status != "default" or succeeds)
    ]


def status_of(response: ir.Response) -> str:
    """The status of an answer as clients know it: `404`, `4XX` or `default`."""
    return response.status if response.status == "default" else response.status.upper()


def with_error_headers(api: ir.Api) -> ir.Api:
    """The API with a schema for the headers of each error that declares some."""
    found: dict[ir.Pointer, ir.Schema] = {}
    resources = [api.root]
    for resource in resources:
        resources.extend(resource.children)
        for operation in resource.operations:
            for answer in errors_of(operation):
                pointer = error_headers_pointer(answer)
                if answer.headers and pointer not in found:
                    properties = tuple(_of_answers([answer]))
                    found[pointer] = _error_schema(pointer, resource, operation, answer, properties)
    return replace(api, schemas={**api.schemas, **found}) if found else api


def _error_schema(
    pointer: ir.Pointer,
    resource: ir.Resource,
    operation: ir.Operation,
    answer: ir.Response,
    properties: tuple[ir.Property, ...],
) -> ir.Object:
    """Named after the shared answer, or after the operation and the status."""
    _, shared, wire = answer.pointer.rpartition("/components/responses/")
    if shared and "/" not in wire:
        words = (*_words(unescape(wire)), "headers")
        return ir.Object(pointer=pointer, name=ir.Name("", words), properties=properties)
    words = (*parameter_words(resource, operation)[:-1], answer.status.lower(), "headers")
    return ir.Object(
        pointer=pointer,
        name=ir.Name("", words),
        origin=ir.Origin(resource=resource.path, operation=operation.pointer, role="error"),
        properties=properties,
    )


def _words(wire: str) -> tuple[str, ...]:
    found = re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", wire)
    return tuple(map(str.lower, found)) or ("error",)


def _properties(operation: ir.Operation) -> Iterator[ir.Property]:
    """The headers of all 2xx answers."""
    answers = [it for it in operation.responses if it.status[:1] == "2"]
    if not answers:
        answers = [it for it in operation.responses if it.status == "default"]
    return _of_answers(answers)


def _of_answers(answers: Sequence[ir.Response]) -> Iterator[ir.Property]:
    """The headers of some answers; what one of them may lack is optional."""
    by_name: dict[str, list[ir.Parameter]] = {}
    for answer in answers:
        for header in answer.headers:
            by_name.setdefault(header.name.wire.lower(), []).append(header)
    for headers in by_name.values():
        first = headers[0]
        same = all(it.type == first.type for it in headers)
        yield ir.Property(
            name=first.name,
            elsewhere=first.pointer,
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
