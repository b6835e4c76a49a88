"""What every keyword of OpenAPI 3.2 and JSON Schema 2020-12 becomes: a closed table.

`inventory` walks a document by it and lists whatever is not emitted, so a keyword that is not here
is reported as unknown. A test takes each keyword that the table calls read out of a document and
demands that the IR changes; another demands a listed loss for each that it calls lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

Shape: TypeAlias = Literal["value", "one", "many", "map", "names"]
"""What a keyword holds: a value, an object, a list or a map of objects (`map`: members that begin
with `x-` are extensions; `names`: all are names)."""

Fate: TypeAlias = Literal["read", "text", "void", "lost"]
"""`read`: it is in the IR. `text`: it is, if the texts of its object were taken. `void`: it has no
effect on a client, which is listed and no loss. `lost`: the IR has no place for it."""


class Rule(NamedTuple):
    """What becomes of one keyword of one kind of object."""

    shape: Shape = "value"
    kind: str = ""
    """Of the objects it holds."""
    fate: Fate = "read"
    reason: str = ""


READ = Rule()
TEXT = Rule(fate="text")


def _void(*keywords: str, reason: str) -> dict[str, Rule]:
    return dict.fromkeys(keywords, Rule(fate="void", reason=reason))


def _lost(*keywords: str, reason: str) -> dict[str, Rule]:
    return dict.fromkeys(keywords, Rule(fate="lost", reason=reason))


def _read(*keywords: str) -> dict[str, Rule]:
    return dict.fromkeys(keywords, READ)


def _text(*keywords: str) -> dict[str, Rule]:
    return dict.fromkeys(keywords, TEXT)


def _schemas(shape: Shape, keywords: Iterable[str], kind: str = "schema") -> dict[str, Rule]:
    return dict.fromkeys(keywords, Rule(shape, kind))


METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_NO_COMMENT = "a comment for the authors of the document"
_ADDRESS = "says where a schema is, and is used to find it"
_OPEN = "a caller may always send an empty value"
_WEBHOOK = "of a request that the server sends, only the body is typed"
_UNCHECKED = "has no counterpart in types; it is not checked"

UNCHECKED = frozenset(
    (
        *("not", "if", "then", "else", "contains", "minContains", "maxContains", "propertyNames"),
        *("dependentRequired", "dependentSchemas", "dependencies", "unevaluatedItems"),
    )
)
"""Keywords of schemas that say more than a type can."""

_SCHEMA: dict[str, Rule] = {
    **_read("type", "required", "enum", "const", "format", "contentMediaType", "contentEncoding"),
    **_read("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    **_read("minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"),
    **_read("minProperties", "maxProperties", "nullable", "readOnly", "writeOnly"),
    **_read("$ref", "$dynamicRef", "propertyNames", "dependentRequired"),
    **_text("summary", "description", "deprecated", "example", "examples", "default"),
    "title": Rule(fate="text", reason="nothing in the code is named by it"),
    "externalDocs": Rule("one", "external documentation", "text"),
    "properties": Rule("names", "property"),
    **_schemas("names", ("patternProperties",)),
    **_schemas("many", ("allOf", "anyOf", "oneOf", "prefixItems")),
    **_schemas("one", ("items", "additionalItems", "additionalProperties")),
    **_schemas("one", ("unevaluatedProperties", "contentSchema")),
    **_schemas("names", ("$defs", "definitions"), "definition"),
    "discriminator": Rule("one", "discriminator"),
    **_lost(*(UNCHECKED - {"propertyNames", "dependentRequired"}), reason=_UNCHECKED),
    **_void("$comment", reason=_NO_COMMENT),
    **_void("$id", "$anchor", "$dynamicAnchor", "$schema", "$vocabulary", reason=_ADDRESS),
    **_void("xml", reason="how a value is written as XML; XML bodies are passed as text"),
}
_TEXTS = _text("summary", "description")
_PARAMETER: dict[str, Rule] = {
    **_read("name", "in", "required", "style", "explode", "allowReserved"),
    **_read("description", "deprecated", "example"),
    "examples": Rule("names", "example"),
    "schema": Rule("one", "schema"),
    "content": Rule("map", "media type"),
    **_void("allowEmptyValue", reason=_OPEN),
    **_lost("encoding", reason="the members of a whole query are written in the usual way"),
}
_OPERATION: dict[str, Rule] = {
    **_read("tags", "summary", "description", "operationId", "deprecated", "security"),
    "externalDocs": Rule("one", "external documentation"),
    "parameters": Rule("many", "parameter"),
    "requestBody": Rule("one", "request body"),
    "responses": Rule("map", "response"),
    "callbacks": Rule("names", "callback"),
    "servers": Rule("many", "server"),
}

KINDS: Mapping[str, Mapping[str, Rule]] = {
    "document": {
        **_read("openapi", "swagger"),
        **_void("$self", "jsonSchemaDialect", reason=_ADDRESS),
        "info": Rule("one", "info"),
        "servers": Rule("many", "server"),
        "paths": Rule("map", "path item"),
        "x-ms-paths": Rule("map", "path item"),
        "webhooks": Rule("map", "webhook item"),
        "x-webhooks": Rule("map", "webhook item"),
        "components": Rule("one", "components"),
        "security": READ,
        "tags": Rule("many", "tag"),
        "externalDocs": Rule("one", "external documentation"),
    },
    "info": {
        **_read("title", "version", "summary", "description", "termsOfService"),
        "contact": Rule("one", "contact"),
        "license": Rule("one", "license"),
    },
    "contact": _read("name", "email", "url"),
    "license": _read("name", "identifier", "url"),
    "external documentation": {
        **_read("url"),
        **_void("description", reason="the link itself is kept"),
    },
    "server": {
        **_read("url", "description", "name"),
        "variables": Rule("names", "server variable"),
    },
    "server variable": _read("default", "enum", "description"),
    "tag": {
        **_read("name"),
        **_TEXTS,
        "externalDocs": Rule("one", "external documentation", "text"),
        **_void("parent", "kind", reason="how tags are shown; resources come from the operations"),
    },
    "components": {
        "schemas": Rule("names", "component"),
        "responses": Rule("names", "response"),
        "parameters": Rule("names", "parameter"),
        "examples": Rule("names", "example"),
        "requestBodies": Rule("names", "request body"),
        "headers": Rule("names", "header"),
        "securitySchemes": Rule("names", "security scheme"),
        "links": Rule("names", "link"),
        "callbacks": Rule("names", "callback"),
        "pathItems": Rule("names", "path item"),
        "mediaTypes": Rule("names", "media type"),
    },
    "path item": {
        **_read("$ref", "summary", "description"),
        "servers": Rule("many", "server"),
        "parameters": Rule("many", "parameter"),
        "additionalOperations": Rule("names", "operation"),
        **dict.fromkeys(METHODS, Rule("one", "operation")),
    },
    "operation": _OPERATION,
    "callback": {},
    "webhook item": {
        **_read("$ref", "summary", "description"),
        "servers": Rule("many", "server", "lost", reason=_WEBHOOK),
        "parameters": Rule("many", "parameter"),
        "additionalOperations": Rule("names", "webhook"),
        **dict.fromkeys(METHODS, Rule("one", "webhook")),
    },
    "webhook": {
        **_OPERATION,
        **_void("operationId", "tags", reason="a webhook is called by its name"),
        **_void("security", reason="how the server signs its request is up to the server"),
        "responses": Rule(fate="void", reason="what the caller's own server answers"),
        **_lost("callbacks", "servers", reason=_WEBHOOK),
    },
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "request body": {
        **_read("description", "required"),
        "content": Rule("map", "media type"),
    },
    "response": {
        **_read("summary", "description"),
        "headers": Rule("names", "header"),
        "content": Rule("map", "media type"),
        "links": Rule("names", "link"),
    },
    "media type": {
        **_read("example"),
        "examples": Rule("names", "example"),
        "schema": Rule("one", "schema"),
        "itemSchema": Rule("one", "schema"),
        "encoding": Rule("names", "encoding"),
        **_lost("itemEncoding", "prefixEncoding", reason="parts without names are not written"),
    },
    "encoding": {
        **_read("contentType", "style", "explode", "allowReserved"),
        "headers": Rule("names", "header"),
        **_lost(
            *("encoding", "itemEncoding", "prefixEncoding"),
            reason="a multipart body inside another one is not written",
        ),
    },
    "example": {
        **_read("value", "dataValue", "summary"),
        **_void("description", reason="the value and its summary are kept"),
        **_void("serializedValue", reason="the value itself is kept"),
        **_void("externalValue", reason="nothing is fetched; the value is not in the document"),
    },
    "link": {
        **_read("operationId", "operationRef", "parameters", "requestBody", "description"),
        **_lost("server", reason="the operation that it leads to has its own"),
    },
    "security scheme": {
        **_read("type", "description", "name", "in", "scheme", "deprecated"),
        **_void("bearerFormat", reason="a hint about a token that the client does not look into"),
        **_void(
            *("openIdConnectUrl", "oauth2MetadataUrl"),
            reason="the caller gets the token there and gives it to the client",
        ),
        "flows": Rule("one", "flows"),
    },
    "flows": dict.fromkeys(
        ("clientCredentials", "authorizationCode", "password", "deviceAuthorization", "implicit"),
        Rule("one", "flow"),
    ),
    "flow": {
        **_read("tokenUrl", "scopes"),
        **_void(
            *("authorizationUrl", "refreshUrl", "deviceAuthorizationUrl"),
            reason="the caller gets the token there and gives it to the client",
        ),
    },
    "schema": {
        **_SCHEMA,
        **_void("readOnly", "writeOnly", reason="only a property of an object can be"),
    },
    "property": _SCHEMA,
    "component": _SCHEMA,
    "definition": _SCHEMA,
    "discriminator": _read("propertyName", "mapping", "defaultMapping"),
}
"""Kind of object -> keyword -> what becomes of it."""
