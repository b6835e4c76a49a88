"""The intermediate representation: what an API is, in the terms of OpenAPI and JSON Schema.

A closed sum of frozen data, without methods and without a word of any target language.
`normalize` builds it, every target reads it, `clientsmith generate --target ir` prints it.
Consumers `match` on it and end in `assert_never`.

*required* and *nullable* are two independent facts. A JSON pointer is the identity of a schema
or an operation: the main document's pointers begin with `#/`, those of another file with that
file's path relative to the main document, as in `schemas/pet.yaml#/Pet`.
"""

from __future__ import annotations

from typing import Any as Json
from typing import Literal, TypeAlias

import msgspec

Pointer: TypeAlias = str
"""A JSON pointer with the file it points into; see the module's docstring."""


class _Node(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag=True
):
    """Frozen data; in JSON its class is the member `kind`."""


# --- names and texts ---------------------------------------------------------------------------


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """A name as the document spells it, and the words it is made of."""

    wire: str
    words: tuple[str, ...]
    """Lower-case words, without separators: `jobID` and `job-id` are both `("job", "id")`."""


class Example(_Node, frozen=True, kw_only=True):
    """An example value (OpenAPI 3.1, section 4.8.19)."""

    value: Json
    name: str = ""
    summary: str = ""


class InnerDocs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The texts of a schema that is written inside another one and has no name of its own."""

    place: Literal["items", "values", "variant"]
    """What it is to the schema around it."""
    docs: Docs
    default: Json | msgspec.UnsetType = msgspec.UNSET


class Docs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The document's own texts about one thing. Markdown, untouched."""

    summary: str = ""
    description: str = ""
    deprecated: bool = False
    deprecation: str = ""
    """Why it is deprecated and what to use instead, when the document says so."""
    examples: tuple[Example, ...] = ()
    external: str = ""
    """URL of further documentation."""
    inner: tuple[InnerDocs, ...] = ()
    """Of what is inside the type and has no place of its own for its texts."""


# --- types -------------------------------------------------------------------------------------


class Alternatives(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lists of properties: all of at least one list have to be there."""

    lists: tuple[tuple[str, ...], ...]
    exclusive: bool = False
    """Of no more than one list."""


class Constraints(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Validation keywords (JSON Schema 2020-12 Validation, section 6). Never enforced."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None
    property_names: Constraints | None = None
    """Of the names of an object's members."""
    dependent_required: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(property, those that have to be there with it)"""
    alternatives: tuple[Alternatives, ...] = ()


class Any(_Node, frozen=True, kw_only=True):
    """Any JSON value: the empty schema, or one that could not be understood."""


class Never(_Node, frozen=True, kw_only=True):
    """No value at all: the schema `false`."""


class Null(_Node, frozen=True, kw_only=True):
    """Only `null`."""


class Boolean(_Node, frozen=True, kw_only=True):
    """`true` or `false`."""


class Integer(_Node, frozen=True, kw_only=True):
    """A JSON number without a fraction."""

    format: str = ""
    constraints: Constraints | None = None


class Number(_Node, frozen=True, kw_only=True):
    """A JSON number."""

    format: str = ""
    constraints: Constraints | None = None


class String(_Node, frozen=True, kw_only=True):
    """A JSON string; `format` as the document gives it (`date-time`, `uuid`, `byte`, ...)."""

    format: str = ""
    media_type: str = ""
    """Of what the string holds, encoded as `format` says (`contentMediaType`)."""
    constraints: Constraints | None = None


class Binary(_Node, frozen=True, kw_only=True):
    """Raw bytes outside JSON: a body, a part of a multipart body, a file."""


class Const(_Node, frozen=True, kw_only=True):
    """Exactly one value (`const`, or an `enum` of one member used as a tag)."""

    value: Json


class Array(_Node, frozen=True, kw_only=True):
    """A list of one type."""

    items: Type
    constraints: Constraints | None = None


class Tuple(_Node, frozen=True, kw_only=True):
    """A list whose first members have their own types (`prefixItems`)."""

    items: tuple[Type, ...]
    rest: Type | None = None
    """Type of the further members; None: there are none."""
    constraints: Constraints | None = None


class Map(_Node, frozen=True, kw_only=True):
    """An object with free keys and values of one type (`additionalProperties` alone)."""

    values: Type
    constraints: Constraints | None = None


class Nullable(_Node, frozen=True, kw_only=True):
    """`type`, or null."""

    type: Type


class Discriminator(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which property tells the variants of a union apart, and by which values.

    OpenAPI 3.1, section 4.8.25, or inferred from a `const` that all variants have.
    """

    property: str
    mapping: tuple[tuple[str, int], ...]
    """Value of the property -> index in `Union.variants`; several may lead to one variant."""
    default: int | None = None
    """Index of the variant that has any other value, or none (OpenAPI 3.2 `defaultMapping`)."""


class Union(_Node, frozen=True, kw_only=True):
    """One of several types (`oneOf`, `anyOf`, `type: [a, b]`): at least two, none of them null.

    What has a discriminator may have one variant, where others are to come.
    """

    variants: tuple[Type, ...]
    discriminator: Discriminator | None = None
    constraints: Constraints | None = None
    """Of all variants."""


class Ref(_Node, frozen=True, kw_only=True):
    """A schema of `Api.schemas`."""

    pointer: Pointer


Type: TypeAlias = (
    Any
    | Never
    | Null
    | Boolean
    | Integer
    | Number
    | String
    | Binary
    | Const
    | Array
    | Tuple
    | Map
    | Nullable
    | Union
    | Ref
)


# --- schemas -----------------------------------------------------------------------------------


class Property(_Node, frozen=True, kw_only=True):
    """A property of an object."""

    name: Name
    elsewhere: Pointer = ""
    """Where it is written, unless that is in the object itself; see `contents.place_of`."""
    type: Type
    required: bool
    read_only: bool = False
    write_only: bool = False
    default: Json | msgspec.UnsetType = msgspec.UNSET
    docs: Docs = Docs()


class EnumMember(_Node, frozen=True, kw_only=True):
    """One value of an enum."""

    value: Json
    name: Name
    docs: Docs = Docs()


class Origin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a named schema comes from: what targets build its full name and its place from.

    A component has neither resource nor parent. A schema written inside an operation belongs to the
    operation's resource. A schema written inside another schema has that one as its parent.
    """

    resource: tuple[Name, ...] = ()
    """Path of the resource whose operation holds the schema; () for components and the root."""
    operation: Pointer | None = None
    role: Literal["component", "request", "response", "parameter", "error", "event", "webhook"] = (
        "component"
    )
    parent: Pointer | None = None
    """The outermost schema this one is written in; its `name` is then relative to that schema."""


class Object(_Node, frozen=True, kw_only=True):
    """An object with declared properties."""

    pointer: Pointer
    name: Name
    origin: Origin = Origin()
    properties: tuple[Property, ...]
    additional: Type | None = None
    """Type of the undeclared members; None where the document does not allow them explicitly."""
    patterns: tuple[tuple[str, Type], ...] = ()
    """`patternProperties`: regular expression -> type."""
    bases: tuple[Pointer, ...] = ()
    """Objects of `Api.schemas` whose properties `allOf` merged into this one."""
    constraints: Constraints | None = None
    default: Json | msgspec.UnsetType = msgspec.UNSET
    docs: Docs = Docs()


class Enum(_Node, frozen=True, kw_only=True):
    """A closed list of values; targets leave it open for what servers answer."""

    pointer: Pointer
    name: Name
    origin: Origin = Origin()
    type: Type
    """What all members have in common: String, Integer, Number, Boolean or Any."""
    members: tuple[EnumMember, ...]
    default: Json | msgspec.UnsetType = msgspec.UNSET
    docs: Docs = Docs()


class Alias(_Node, frozen=True, kw_only=True):
    """A name for a type: a component that is an array, a union, a string with a format, ..."""

    pointer: Pointer
    name: Name
    origin: Origin = Origin()
    type: Type
    default: Json | msgspec.UnsetType = msgspec.UNSET
    docs: Docs = Docs()


Schema: TypeAlias = Object | Enum | Alias


# --- operations --------------------------------------------------------------------------------

Location: TypeAlias = Literal["path", "query", "header", "cookie"]
Style: TypeAlias = Literal[
    "form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject", "content"
]


class Parameter(_Node, frozen=True, kw_only=True):
    """A parameter (OpenAPI 3.1, section 4.8.12), or a response header."""

    name: Name
    pointer: Pointer
    location: Location
    type: Type
    required: bool
    style: Style
    """`content`: serialised as `content_type` says, not by a style."""
    explode: bool
    allow_reserved: bool = False
    content_type: str = ""
    option: Pointer = ""
    """`key` of the client's option that fills it where a call does not (`Client.globals`)."""
    default: Json | msgspec.UnsetType = msgspec.UNSET
    docs: Docs = Docs()


class Encoding(_Node, frozen=True, kw_only=True):
    """How one property of a form or multipart body is written (OpenAPI 3.1, section 4.8.15)."""

    property: str
    content_type: str = ""
    """Empty beside a style, which goes before it."""
    style: Style | None = None
    explode: bool | None = None
    headers: tuple[Parameter, ...] = ()


Format: TypeAlias = Literal["json", "form", "multipart", "lines", "events", "xml", "text", "binary"]
"""What a body is on the wire: `lines` are JSON values on a line each, `events` server-sent ones."""


class MediaType(_Node, frozen=True, kw_only=True):
    """One representation of a body."""

    content_type: str
    format: Format = "json"
    type: Type
    item_type: Type | None = None
    """Type of one item of a sequential body (`text/event-stream`, JSON lines; 3.2 `itemSchema`)."""
    encoding: tuple[Encoding, ...] = ()
    examples: tuple[Example, ...] = ()
    docs: Docs = Docs()
    """Of its schema, where that has no name of its own."""


class RequestBody(_Node, frozen=True, kw_only=True):
    """The request's body; the first content is the one to prefer, the others are equivalent."""

    pointer: Pointer
    content: tuple[MediaType, ...]
    required: bool
    docs: Docs = Docs()


class Link(_Node, frozen=True, kw_only=True):
    """What can be called with parts of an answer (OpenAPI 3.1, section 4.8.22)."""

    name: str
    operation: Pointer
    parameters: tuple[tuple[str, Json], ...] = ()
    """Name -> a value, or a runtime expression such as `$response.body#/id`."""
    body: Json | msgspec.UnsetType = msgspec.UNSET
    docs: Docs = Docs()


class Response(_Node, frozen=True, kw_only=True):
    """What the server answers for one status: `200`, `4XX` or `default`."""

    pointer: Pointer
    status: str
    content: tuple[MediaType, ...] = ()
    headers: tuple[Parameter, ...] = ()
    links: tuple[Link, ...] = ()
    docs: Docs = Docs()


class Streaming(_Node, frozen=True, kw_only=True):
    """The successful answer is a sequence of items."""

    format: Literal["sse", "jsonl"]
    item: Type
    terminator: str = ""
    """Data that ends the stream and is not an item, e.g. `[DONE]`."""
    always: bool = True
    """False: only on request, beside an ordinary answer."""
    flag: str = ""
    """The body property, or query parameter, that asks for the stream, where there is one."""


class Page(_Node, frozen=True, kw_only=True):
    """The shape of a page, without its item type: pages of one name share it."""

    name: Name
    properties: tuple[Property, ...]
    """Of the envelope, in its order, the items among them; () when the answer is a bare array."""
    items: str
    """Wire name of the property with the items; dots lead into objects, where no property is called
    so. Empty: the answer itself is the array."""
    docs: Docs = Docs()


class OffsetPaging(_Node, frozen=True, kw_only=True):
    """The next page begins after the items so far."""

    page: Page
    item: Type
    offset: str
    """Request: query parameter (or body member) with the number of items to skip."""
    limit: str = ""
    total: str = ""
    """Answer: member with the number of all items."""


class PagePaging(_Node, frozen=True, kw_only=True):
    """Pages are numbered."""

    page: Page
    item: Type
    number: str
    size: str = ""
    first: int = 1
    total_pages: str = ""
    total: str = ""
    has_more: str = ""


class CursorPaging(_Node, frozen=True, kw_only=True):
    """The answer holds a token that asks for the next page."""

    page: Page
    item: Type
    cursor: str
    """Request: parameter that takes the token."""
    next: str
    """Answer: member with the token; dots lead into objects."""
    limit: str = ""
    has_more: str = ""


class LinkPaging(_Node, frozen=True, kw_only=True):
    """The answer holds the URL of the next page, in a member or in the `Link` header."""

    page: Page
    item: Type
    next: str = ""
    """Answer: member with the URL; empty: header `Link`, relation `next`."""


class LastItemPaging(_Node, frozen=True, kw_only=True):
    """The next page begins after the last item, named by one of its members."""

    page: Page
    item: Type
    cursor: str
    item_id: str
    has_more: str = ""
    limit: str = ""


Paging: TypeAlias = OffsetPaging | PagePaging | CursorPaging | LinkPaging | LastItemPaging


class SecurityRequirement(_Node, frozen=True, kw_only=True):
    """All of these schemes together; an operation lists alternatives. Empty: anonymous."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...]
    """(name of a scheme in `Api.security_schemes`, scopes)"""


class Retry(_Node, frozen=True, kw_only=True):
    """What the document says of retrying; what it leaves out is the runtime's default."""

    max_retries: int | None = None
    statuses: tuple[str, ...] = ()


Stability: TypeAlias = Literal["stable", "beta", "alpha", "deprecated"]


class CodeSample(_Node, frozen=True, kw_only=True):
    """A call in some language, as the document shows it. For pages alone: it never becomes code."""

    lang: str
    label: str = ""
    source: str


class Operation(_Node, frozen=True, kw_only=True):
    """One method on one path."""

    pointer: Pointer
    id: str
    """The document's operationId, or empty."""
    variant_of: Pointer | None = None
    """The operation that this one sends with a body of another kind; its `pointer` is then that
    of the media type."""
    name: Name
    """The method's name within its resource."""
    method: str
    """Upper case, as it is sent."""
    path: tuple[str | Parameter, ...]
    """Literal text, percent-encoded, and path parameters in turn."""
    parameters: tuple[Parameter, ...]
    """All of them, path parameters too, in the document's order."""
    body: RequestBody | None = None
    responses: tuple[Response, ...] = ()
    paging: Paging | None = None
    streaming: Streaming | None = None
    retry: Retry | None = None
    timeout: float | None = None
    """Seconds."""
    idempotency_header: str = ""
    security: tuple[SecurityRequirement, ...] = ()
    """Alternatives, the document's where the operation is silent; () is anonymous."""
    servers: tuple[Server, ...] = ()
    """Only where they differ from the document's."""
    tags: tuple[str, ...] = ()
    docs: Docs = Docs()
    stability: Stability = "stable"
    samples: tuple[CodeSample, ...] = ()
    left_out_of: tuple[str, ...] = ()
    """Names of targets whose clients do not have it."""


class Resource(_Node, frozen=True, kw_only=True):
    """A group of operations, and groups below it."""

    name: Name
    path: tuple[Name, ...]
    """Names from the client down to this resource, its own the last; () for the root."""
    operations: tuple[Operation, ...] = ()
    children: tuple[Resource, ...] = ()
    docs: Docs = Docs()


# --- the API -----------------------------------------------------------------------------------


class ServerVariable(_Node, frozen=True, kw_only=True):
    """A part of a server's URL that the caller may choose."""

    name: Name
    default: str
    enum: tuple[str, ...] = ()
    docs: Docs = Docs()


class Server(_Node, frozen=True, kw_only=True):
    """Where the API is served. `url` is a template: `https://{region}.example.com`."""

    url: str
    variables: tuple[ServerVariable, ...] = ()
    name: str = ""
    docs: Docs = Docs()


class ApiKey(_Node, frozen=True, kw_only=True):
    """A key in a header, the query or a cookie."""

    id: str
    location: Literal["header", "query", "cookie"]
    parameter: str
    prefix: str = ""
    docs: Docs = Docs()


class HttpBearer(_Node, frozen=True, kw_only=True):
    """`Authorization: Bearer ...` (or another keyword)."""

    id: str
    keyword: str = "Bearer"
    docs: Docs = Docs()


class HttpBasic(_Node, frozen=True, kw_only=True):
    """`Authorization: Basic ...`"""

    id: str
    docs: Docs = Docs()


class OAuth2(_Node, frozen=True, kw_only=True):
    """OAuth 2.0; with client credentials and a `token_url` the client fetches tokens itself."""

    id: str
    flow: Literal["client_credentials", "authorization_code", "password", "implicit", "device"]
    token_url: str = ""
    token_name: str = ""
    """Member of the answer of the token endpoint that is the token; empty: `access_token`."""
    scopes: tuple[str, ...] = ()
    docs: Docs = Docs()


class OtherSecurity(_Node, frozen=True, kw_only=True):
    """A scheme the client cannot perform by itself (OpenID Connect, mutual TLS, digest, ...)."""

    id: str
    type: str
    docs: Docs = Docs()


SecurityScheme: TypeAlias = ApiKey | HttpBearer | HttpBasic | OAuth2 | OtherSecurity


class ClientOption(_Node, frozen=True, kw_only=True):
    """A credential or server variable that the client's constructor takes."""

    name: Name
    role: Literal["key", "token", "username", "password", "client_id", "client_secret", "variable"]
    target: str
    """Name of the security scheme or server variable it is for."""
    key: Pointer
    """What it is known by: the pointer of what it is for, and its role there."""
    required: bool = False
    environment: tuple[str, ...] = ()
    """Environment variables read in turn when the argument is absent."""
    default: str | None = None
    docs: Docs = Docs()


class GlobalOption(_Node, frozen=True, kw_only=True):
    """A parameter that the client's constructor takes, for every call that does not give it."""

    name: Name
    pointer: Pointer
    """Where the document declares it."""
    key: Pointer
    """What it is known by: `Parameter.option`."""
    location: Location
    parameter: str
    """Its name on the wire."""
    type: Type
    required: bool
    """By the calls that take it; by the client itself where it is sent `everywhere`."""
    everywhere: bool = False
    """A header of every request, whether or not the operation declares it."""
    environment: tuple[str, ...] = ()
    default: Json | msgspec.UnsetType = msgspec.UNSET
    """What is sent where nobody gives it."""
    docs: Docs = Docs()


Option: TypeAlias = ClientOption | GlobalOption


class Client(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the client is called and how it is set up."""

    name: Name
    """E.g. `LlamaCloud`."""
    options: tuple[ClientOption, ...] = ()
    globals: tuple[GlobalOption, ...] = ()
    base_url_environment: tuple[str, ...] = ()
    log_environment: str = ""


class Webhook(_Node, frozen=True, kw_only=True):
    """A request the server sends to the caller (OpenAPI 3.1 `webhooks`, and callbacks)."""

    pointer: Pointer
    name: Name
    method: str
    operation: Pointer | None = None
    """The operation that makes the server send it; None: a webhook, set up in some other way."""
    url: str = ""
    """Of a callback: where it is sent, as a runtime expression (OpenAPI 3.1, section 4.8.20.4)."""
    body: RequestBody | None = None
    docs: Docs = Docs()


class WebhookSignature(_Node, frozen=True, kw_only=True):
    """How requests of webhooks are signed: an HMAC (RFC 2104) in a header."""

    header: str
    algorithm: Literal["sha1", "sha256", "sha384", "sha512"] = "sha256"
    encoding: Literal["hex", "base64"] = "hex"
    prefix: str = ""
    """Text before the signature; what begins with something else is not looked at."""
    components: tuple[Literal["body", "timestamp", "message-id"], ...] = ("body",)
    """What is signed, joined by `delimiter`."""
    delimiter: str = ""
    timestamp_header: str = ""
    timestamp_format: Literal["unix-seconds", "unix-millis", "iso8601"] = "unix-seconds"
    tolerance: int | float = 300
    """Seconds that a timestamp may be away from now."""
    message_id_header: str = ""
    secret: Literal["text", "base64"] = "text"
    """`base64`: the key is what the secret encodes, behind `whsec_` (Standard Webhooks)."""


class License(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The API's licence (OpenAPI 3.1, section 4.8.4)."""

    name: str = ""
    identifier: str = ""
    url: str = ""


class Api(_Node, frozen=True, kw_only=True):
    """A whole document."""

    title: str
    version: str
    client: Client
    license: License = License()
    contact: str = ""
    terms: str = ""
    """URL of the terms of service."""
    servers: tuple[Server, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    schemas: dict[Pointer, Schema]
    """In the document's order."""
    pages: tuple[Page, ...] = ()
    root: Resource
    webhooks: tuple[Webhook, ...] = ()
    """Callbacks too."""
    webhook_event: Type | None = None
    """What the JSON body of a webhook can be: the union of all of them, without callbacks."""
    webhook_signature: WebhookSignature | None = None
    docs: Docs = Docs()
