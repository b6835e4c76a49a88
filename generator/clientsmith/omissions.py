"""What of an API no client shows, in whatever language: a part of a target's `losses`."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.contents import place_of, preferred
from clientsmith.preparation import is_left_out
from clientsmith.targets import Loss

_NAMES = "names come from it where they can; `clientsmith explain` says how"
_EXAMPLES = "examples are used by the generated tests, where they fit the type"
_SERVER = "another server is chosen by its URL, as `base_url`"
_ABOUT = "it is not in the package's metadata"
_NAMES_OF_MEMBERS = (
    *("x-enum-varnames", "x-enumNames", "x-enumnames", "x-scalar-enum-names"),
    *("x-speakeasy-enums", "x-stainless-renameMap", "x-fern-enum", "x-ms-enum"),
)
_TEXTS_OF_MEMBERS = (
    *("x-enum-descriptions", "x-enumDescriptions", "x-scalar-enum-descriptions"),
    *("x-speakeasy-enum-descriptions", "x-enum-deprecated", "x-fern-enum", "x-ms-enum"),
)
_NAMES_OF_SERVERS = ("name", "x-speakeasy-server-id", "x-fern-server-name", "x-name")
_SILENT = ir.Docs()
_TEXTS = ("summary", "description", "deprecated", "externalDocs")
_FLOWS = {
    "client_credentials": "clientCredentials",
    "authorization_code": "authorizationCode",
    "password": "password",
    "implicit": "implicit",
    "device": "deviceAuthorization",
}


def omissions(api: ir.Api, *names: str) -> Iterator[Loss]:
    """What is neither in a client of the language with these names nor in that of another one."""
    yield from _about(api)
    for schema in api.schemas.values():
        if schema.docs.examples:
            yield _examples(schema.pointer)
        if isinstance(schema, ir.Enum):
            yield from _enum(schema)
        if isinstance(schema, ir.Object):
            for prop in schema.properties:
                if prop.docs.examples:
                    yield _examples(place_of(schema, prop))
    for hook in api.webhooks:
        if hook.body is not None and hook.body.content[0].format != "json":
            words = f"the body of the webhook `{hook.name.wire}` is no JSON; it is not read"
            yield Loss(hook.pointer, "webhook", "webhook", words)
    seen: set[int] = set()
    for operation in operations_of(api):
        if is_left_out(operation, *names):
            words = "`x-stainless-skip` keeps it out of this language"
            yield Loss(operation.pointer, "operation", "skipped", words, omitted=True)
            continue
        yield from _operation(operation)
        for response in operation.responses:
            if id(response) not in seen:  # operations share them
                seen.add(id(response))
                yield from _response(response)


def operations_of(api: ir.Api) -> Iterator[ir.Operation]:
    """All operations, those of a resource before those below it."""
    resources = [api.root]
    for resource in resources:
        resources.extend(resource.children)
        yield from resource.operations


def omitted(pointer: str, code: str, message: str, *keywords: str) -> Loss:
    return Loss(pointer, "keyword", code, message, keywords, omitted=True)


def _about(api: ir.Api) -> Iterator[Loss]:
    if api.contact:
        yield omitted("#/info", "contact", _ABOUT, "contact")
    if api.terms:
        yield omitted("#/info", "terms", _ABOUT, "termsOfService")
    if api.license != ir.License():
        yield omitted("#/info/license", "license", _ABOUT, "name", "identifier", "url")
    for index, server in enumerate(api.servers):
        if index:
            yield omitted(f"#/servers/{index}", "server", _SERVER)
        elif server.name or server.docs.description:
            yield omitted("#/servers/0", "server", _SERVER, "description", *_NAMES_OF_SERVERS)
    for scheme in api.security_schemes:
        if isinstance(scheme, ir.OAuth2) and scheme.scopes:
            place = (
                f"#/components/securitySchemes/{_escaped(scheme.id)}/flows/{_FLOWS[scheme.flow]}"
            )
            words = "an operation asks for those that it needs"
            yield omitted(place, "scopes", words, "scopes")
    for hook in api.webhooks:
        if hook.docs != _SILENT and hook.operation is None:
            yield omitted(
                hook.pointer, "webhook-text", "the types of their bodies have texts", *_TEXTS
            )


def _enum(schema: ir.Enum) -> Iterator[Loss]:
    """Values are literals, which have no names; texts stand where the enum has a name."""
    if any(isinstance(it.value, str) and it.name.wire != it.value for it in schema.members):
        words = "a literal has no name but its value"
        yield omitted(schema.pointer, "enum-names", words, *_NAMES_OF_MEMBERS)
    nested = schema.origin.parent is not None or schema.origin.role != "component"
    if nested and any(it.docs != _SILENT for it in schema.members):
        words = "values that are written inside something else have no texts of their own"
        yield omitted(schema.pointer, "enum-texts", words, *_TEXTS_OF_MEMBERS)


def _operation(operation: ir.Operation) -> Iterator[Loss]:
    at = operation.pointer
    if operation.variant_of is None:
        if operation.id:
            yield omitted(at, "operation-id", _NAMES, "operationId")
        if operation.tags:
            yield omitted(at, "tags", _NAMES, "tags")
    if operation.samples:
        keywords = ("x-codeSamples", "x-code-samples")
        yield omitted(at, "samples", "code of the document never becomes code here", *keywords)
    for parameter in operation.parameters:
        if parameter.docs.examples:
            yield _examples(parameter.pointer)
    for media in operation.body.content if operation.body is not None else ():
        place = operation.body.pointer if operation.body is not None else at
        place = f"{place}/content/{_escaped(media.content_type)}"
        if media.examples:
            yield _examples(place)
        for encoding in media.encoding:
            for header in encoding.headers:
                words = f"the header `{header.name.wire}` of a part is not sent"
                yield Loss(header.pointer, "header", "part-header", words)


def _response(response: ir.Response) -> Iterator[Loss]:
    for header in response.headers:
        if header.docs.examples:
            yield _examples(header.pointer)
        if header.explode:
            words = "a list in a header is read alike"
            yield omitted(header.pointer, "header-style", words, "explode")
    if response.docs.summary or response.docs.description:
        words = "what an answer is called in words"
        yield omitted(response.pointer, "answer-text", words, "summary", "description")
    for media in response.content:
        place = f"{response.pointer}/content/{_escaped(media.content_type)}"
        if media.examples:
            yield _examples(place)
        if response.status in ("204", "205"):
            yield omitted(place, "no-content", "an answer of this status has no body")
        elif media is not preferred(response.content):
            yield omitted(place, "answer-form", "the answer in another form is read raw")


def _examples(pointer: str) -> Loss:
    return omitted(pointer, "examples", _EXAMPLES, "example", "examples")


def _escaped(token: str) -> str:
    return token.replace("~", "~0").replace("/", "~1")
