"""What each object of OpenAPI may hold, as data: OpenAPI 2.0, section 4, and 3.0 to 3.2, section 4.

One line is one object: its fields, each with what it holds. `!` means that a document without the
field is refused, `~` that it is reported, `^3.0` up to which version; `@3.1` says since which
version the field exists.

    text      prose; another scalar is read as text      name      text that something depends on
    version   text that YAML easily makes a number       flag      true or false
    number    a number                                   any       any value
    [x]       a list of x                                {x}       a map from names to x
    other words are objects with a line of their own
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

ONE, MANY, MAP = "one", "many", "map"


class Object(NamedTuple):
    """What an object may hold."""

    fields: dict[str, Field]
    needed: tuple[str, ...]
    """The fields that are missed when they are not there."""


class Field(NamedTuple):
    """A field of an object."""

    shape: str
    """ONE, MANY or MAP of `kind`."""
    kind: str
    """A name of the grammar, or a kind of scalar."""
    need: str
    """`!`: refused without it, `~`: reported, "": optional."""


SCALARS = frozenset(("text", "name", "version", "flag", "number", "any"))

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

_DOCS = "summary:text description:text externalDocs:docs"
_SCHEMA = """
    $ref:name title:text description:text type:any format:name default:any example:any
    enum:[any] required:any properties:{schema} items:any additionalProperties:schema
    allOf:[schema] xml:xml externalDocs:docs
    multipleOf:number maximum:number minimum:number exclusiveMaximum:any exclusiveMinimum:any
    maxLength:number minLength:number pattern:text maxItems:number minItems:number
    uniqueItems:flag maxProperties:number minProperties:number readOnly:flag
"""
_STYLED = """
    description:text required:flag deprecated:flag allowEmptyValue:flag style:name explode:flag
    allowReserved:flag schema:schema example:any examples:{example} content:{media}
"""
_SIMPLE = """
    type:name format:name items:items collectionFormat:name default:any maximum:number
    exclusiveMaximum:flag minimum:number exclusiveMinimum:flag maxLength:number minLength:number
    pattern:text maxItems:number minItems:number uniqueItems:flag enum:[any] multipleOf:number
"""

_TEXT_3 = {
    "openapi": """
        openapi:any! info:info~ servers:[server] paths:{path} webhooks:{path}@3.1
        components:components security:[security] tags:[tag] externalDocs:docs
        jsonSchemaDialect:name@3.1 $self:name@3.2""",
    "info": """title:text! version:version! description:text termsOfService:text contact:contact
        license:license summary:text@3.1""",
    "contact": "name:name url:name email:name",
    "license": "name:name~ url:name identifier:name@3.1",
    "server": "url:name! description:text variables:{variable} name:name@3.2",
    "variable": "default:version~ enum:[version] description:text",
    "components": """schemas:{schema} responses:{response} parameters:{parameter}
        examples:{example} requestBodies:{body} headers:{header} securitySchemes:{scheme}
        links:{link} callbacks:{callback} pathItems:{path}@3.1 mediaTypes:{media}@3.2""",
    "path": f"""$ref:name summary:text description:text servers:[server] parameters:[parameter]
        {" ".join(f"{method}:operation" for method in METHODS[:-1])}
        query:operation@3.2 additionalOperations:{{operation}}@3.2""",
    "operation": f"""{_DOCS} tags:[text] operationId:name parameters:[parameter] requestBody:body
        responses:{{response}}~^3.0 callbacks:{{callback}} deprecated:flag security:[security]
        servers:[server]""",
    "docs": "url:name~ description:text",
    "parameter": f"name:name! in:name! {_STYLED}",
    "header": _STYLED,
    "body": "content:{media}! description:text required:flag",
    "media": """schema:schema example:any examples:{example} encoding:{encoding}
        itemSchema:schema@3.2 prefixEncoding:[encoding]@3.2 itemEncoding:encoding@3.2
        description:text@3.2""",
    "encoding": """contentType:name headers:{header} style:name explode:flag allowReserved:flag
        encoding:{encoding}@3.2 prefixEncoding:[encoding]@3.2 itemEncoding:encoding@3.2""",
    "response": """description:text~^3.1 headers:{header} content:{media} links:{link}
        summary:text@3.2""",
    "callback": "",
    "example": """summary:text description:text value:any externalValue:name dataValue:any@3.2
        serializedValue:any@3.2""",
    "link": """operationRef:name operationId:name parameters:{any} requestBody:any
        description:text server:server""",
    "tag": f"name:text~ {_DOCS} parent:name@3.2 kind:name@3.2",
    "scheme": """type:name! description:text name:name in:name scheme:name bearerFormat:name
        flows:flows openIdConnectUrl:name deprecated:flag@3.2 oauth2MetadataUrl:name@3.2""",
    "flows": """implicit:flow password:flow clientCredentials:flow authorizationCode:flow
        deviceAuthorization:flow@3.2""",
    "flow": """authorizationUrl:name tokenUrl:name refreshUrl:name scopes:{text}~
        deviceAuthorizationUrl:name@3.2""",
    "security": "",
    "schema": f"""{_SCHEMA} oneOf:[schema] anyOf:[schema] not:schema discriminator:discriminator
        nullable:flag writeOnly:flag deprecated:flag
        $defs:{{schema}}@3.1 patternProperties:{{schema}}@3.1 dependentSchemas:{{schema}}@3.1
        definitions:{{schema}}@3.1 prefixItems:[schema]@3.1 if:schema@3.1 then:schema@3.1
        else:schema@3.1 contains:schema@3.1 propertyNames:schema@3.1 unevaluatedItems:schema@3.1
        unevaluatedProperties:schema@3.1 contentSchema:schema@3.1 examples:any@3.1""",
    "discriminator": "propertyName:name! mapping:{name} defaultMapping:name@3.2",
    "xml": """name:name namespace:name prefix:name attribute:flag wrapped:flag
        nodeType:name@3.2""",
}

_TEXT_2 = {
    "openapi": """swagger:any! info:info~ host:name basePath:name schemes:[name]
        consumes:[name] produces:[name] paths:{path}! definitions:{schema}
        parameters:{parameter} responses:{response} securityDefinitions:{scheme}
        security:[security] tags:[tag] externalDocs:docs""",
    "info": _TEXT_3["info"],
    "contact": _TEXT_3["contact"],
    "license": _TEXT_3["license"],
    "path": f"""$ref:name parameters:[parameter]
        {" ".join(f"{method}:operation" for method in METHODS[:7])}""",
    "operation": f"""{_DOCS} tags:[text] operationId:name consumes:[name] produces:[name]
        parameters:[parameter] responses:{{response}}~ schemes:[name] deprecated:flag
        security:[security]""",
    "docs": _TEXT_3["docs"],
    "parameter": f"name:name! in:name! description:text required:flag schema:schema {_SIMPLE}"
    " allowEmptyValue:flag",
    "header": f"description:text {_SIMPLE}",
    "items": _SIMPLE,
    "response": "description:text~ schema:schema headers:{header} examples:any",
    "tag": f"name:text~ {_DOCS}",
    "scheme": """type:name! description:text name:name in:name flow:name authorizationUrl:name
        tokenUrl:name scopes:{text}""",
    "security": "",
    "schema": f"{_SCHEMA} discriminator:any",
    "xml": _TEXT_3["xml"],
}

TITLES = {
    "openapi": "the document",
    "info": "`info`",
    "contact": "a contact",
    "license": "a license",
    "server": "a server",
    "variable": "a server variable",
    "components": "`components`",
    "path": "a path",
    "operation": "an operation",
    "docs": "`externalDocs`",
    "parameter": "a parameter",
    "header": "a header",
    "items": "`items`",
    "body": "a request body",
    "media": "a media type",
    "encoding": "an encoding",
    "response": "a response",
    "callback": "a callback",
    "example": "an example",
    "link": "a link",
    "tag": "a tag",
    "scheme": "a security scheme",
    "flows": "the flows of a security scheme",
    "flow": "a flow",
    "security": "a security requirement",
    "schema": "a schema",
    "discriminator": "a discriminator",
    "xml": "`xml`",
}
"""What an object is called in messages."""


def _field(text: str) -> Field:
    kind = text.rstrip("!~")
    need = text[len(kind) :]
    if kind.startswith("["):
        return Field(MANY, kind[1:-1], need)
    if kind.startswith("{"):
        return Field(MAP, kind[1:-1], need)
    return Field(ONE, kind, need)


@cache
def grammar_of(version: str) -> dict[str, Object]:
    """What each object may hold in a version of OpenAPI."""
    texts = _TEXT_2 if version == "2.0" else _TEXT_3
    grammar: dict[str, Object] = {}
    for kind, text in texts.items():
        fields: dict[str, Field] = {}
        for entry in text.split():
            entry, _, since = entry.partition("@")
            entry, _, until = entry.partition("^")
            name, _, value = entry.rpartition(":")
            if until and version > until:
                value = value.rstrip("!~")
            if since <= version:
                fields[name] = _field(value)
        grammar[kind] = Object(fields, tuple(name for name, one in fields.items() if one.need))
    return grammar
