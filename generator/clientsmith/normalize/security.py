"""Who may call: security schemes, requirements, and the client's options that follow from them.

OpenAPI 3.1, sections 4.8.27 and 4.8.30.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of
from clientsmith.normalize.extensions import is_name
from clientsmith.normalize.names import spelled, words
from clientsmith.normalize.options import Draft

HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A token (RFC 9110, section 5.6.2)."""

_Role: TypeAlias = Literal[
    "key", "token", "username", "password", "client_id", "client_secret", "variable"
]
_FLOWS: tuple[
    tuple[
        str, Literal["client_credentials", "authorization_code", "password", "implicit", "device"]
    ],
    ...,
] = (
    ("clientCredentials", "client_credentials"),
    ("authorizationCode", "authorization_code"),
    ("password", "password"),
    ("deviceAuthorization", "device"),
    ("implicit", "implicit"),
)


class Security(msgspec.Struct, frozen=True):
    """The security of a document."""

    schemes: tuple[ir.SecurityScheme, ...]
    nodes: dict[str, Node]
    default: tuple[ir.SecurityRequirement, ...]


def security_of(context: Context) -> Security:
    """The schemes and the requirement that holds where an operation says nothing."""
    root = context.document.root
    components = context.mapping(root, "components") if type(root.value) is dict else None
    schemes: list[ir.SecurityScheme] = []
    nodes: dict[str, Node] = {}
    for name, node in (
        context.named(components, "securitySchemes") if components is not None else ()
    ):
        real = context.resolved(node)
        if real is not None:
            context.use(real)
            nodes[name] = real
            schemes.append(_scheme(context, name, real))
    return Security(tuple(schemes), nodes, requirements(context, root, nodes) or ())


def _scheme(context: Context, name: str, node: Node) -> ir.SecurityScheme:
    docs = docs_of(context, node)
    kind = context.string(node, "type")
    match kind:
        case "apiKey":
            place = context.string(node, "in")
            wire = context.string(node, "name")
            if place == "header" and wire and not HEADER_NAME.fullmatch(wire):
                context.warn(
                    "security/header-name",
                    node.get("name") or node,
                    f"`{wire}` cannot be the name of a header (RFC 9110, section 5.6.2), so no "
                    f"client can send what the scheme `{name}` asks for",
                    "name the header; callers can add it to each call",
                )
                return ir.OtherSecurity(id=name, type="apiKey", docs=docs)
            if place in ("header", "query", "cookie") and wire:
                prefix = _extension(node, "x-fern-header", "prefix")
                return ir.ApiKey(
                    id=name,
                    location=place,  # type: ignore[arg-type]  # one of the three
                    parameter=wire,
                    prefix=prefix,
                    docs=docs,
                )
            context.warn(
                "security/api-key", node, f"the apiKey scheme `{name}` needs `in` and `name`"
            )
        case "http":
            scheme = context.string(node, "scheme").lower()
            if scheme == "bearer":
                keyword = _extension(node, "x-stainless-auth", "scheme_keyword")
                return ir.HttpBearer(id=name, keyword=keyword or "Bearer", docs=docs)
            if scheme == "basic":
                return ir.HttpBasic(id=name, docs=docs)
            if scheme in ("token", "apikey", "key"):
                return ir.HttpBearer(id=name, keyword=context.string(node, "scheme"), docs=docs)
        case "oauth2":
            found = _oauth2(context, name, node, docs)
            if found is not None:
                return found
    context.note(
        "security/unsupported",
        node,
        f"the client cannot perform the scheme `{name}` by itself; callers add its headers",
    )
    detail = context.string(node, "scheme") if kind == "http" else kind
    return ir.OtherSecurity(id=name, type=detail or "unknown", docs=docs)


def _oauth2(context: Context, name: str, node: Node, docs: ir.Docs) -> ir.OAuth2 | None:
    flows = context.mapping(node, "flows")
    for key, flow in _FLOWS:
        given = context.mapping(flows, key) if flows is not None else None
        if given is not None:
            context.use(given)
            scopes = context.mapping(given, "scopes")
            return ir.OAuth2(
                id=name,
                flow=flow,
                token_url=context.string(given, "tokenUrl"),
                token_name=_token_name(node),
                scopes=tuple(str(scope) for scope in scopes.value) if scopes is not None else (),
                docs=docs,
            )
    context.warn("security/oauth2", node, f"the oauth2 scheme `{name}` has no flow that is known")
    return None


def _token_name(node: Node) -> str:
    name = node.value.get("x-tokenName")
    return name if is_name(name) and name != "access_token" else ""


def requirements(
    context: Context, holder: Node, known: dict[str, Node]
) -> tuple[ir.SecurityRequirement, ...] | None:
    """The `security` of the document or of an operation; None: it has none of its own."""
    value = holder.value
    if type(value) is not dict or "security" not in value:
        return None
    found = []
    for node in context.elements(holder, "security"):
        if type(node.value) is not dict:
            context.warn("document/type", node, "a security requirement must be an object; ignored")
            continue
        schemes = []
        for name in node.value:
            if name not in known:
                context.warn(
                    "security/unknown", node, f"there is no security scheme `{name}`; ignored"
                )
                continue
            scopes = node.value[name]
            listed = scopes if type(scopes) is list else []
            schemes.append((name, tuple(str(scope) for scope in listed)))
        if schemes or not node.value:
            found.append(ir.SecurityRequirement(schemes=tuple(schemes)))
    return tuple(found)


def options_of(security: Security) -> list[Draft]:
    """The credentials that the client's constructor takes."""
    required = _required(security)
    credentials: list[tuple[ir.SecurityScheme, tuple[tuple[str, _Role], ...]]] = []
    for scheme in security.schemes:
        parts = _parts(scheme)
        if parts:
            credentials.append((scheme, parts))
    keys = [scheme for scheme, parts in credentials if parts[0][0] == "api_key"]
    basics = [scheme for scheme, parts in credentials if parts[0][0] == "username"]
    clients = [scheme for scheme, parts in credentials if parts[0][0] == "client_id"]
    found: list[Draft] = []
    for scheme, parts in credentials:
        node = security.nodes[scheme.id]
        alone = len(keys if scheme in keys else basics if scheme in basics else clients) == 1
        for plain, role in parts:
            given, variable = _named(node, role)
            own = spelled(scheme.id) or ("key",)
            name = words(given) if given else words(plain) if alone else own
            if not alone and not given and len(parts) > 1:
                name = (*own, *words(plain))
            option = ir.ClientOption(
                name=ir.Name("_".join(name), name),
                role=role,
                target=scheme.id,
                key=f"{node.pointer}/{role}",
                required=scheme.id in required,
                docs=scheme.docs,
            )
            found.append(Draft(option, own, bool(given), variable, is_read=True))
    return found


def _parts(scheme: ir.SecurityScheme) -> tuple[tuple[str, _Role], ...]:
    """What a scheme needs: (name of the option where it is the only such scheme, role)"""
    match scheme:
        case ir.ApiKey():
            return (("api_key", "key"),)
        case ir.HttpBearer():
            return (("api_key", "token"),)
        case ir.HttpBasic():
            return (("username", "username"), ("password", "password"))
        case ir.OAuth2():
            if scheme.flow == "client_credentials" and scheme.token_url:
                return (("client_id", "client_id"), ("client_secret", "client_secret"))
            return (("api_key", "token"),)
        case _:
            return ()


def _required(security: Security) -> dict[str, None]:
    """The schemes without which no call is possible: those of the only alternative there is."""
    if len(security.default) != 1:
        return {}
    return {name: None for name, _ in security.default[0].schemes}


def _named(node: Node, role: str) -> tuple[str, str]:
    """(name, environment variable) that the extensions of a scheme give for one of its parts."""
    for key, parts in (
        ("x-fern-bearer", ("key", "token")),
        ("x-fern-header", ("key", "token")),
        ("x-fern-token", ("key", "token")),
    ):
        if role in parts and type(node.value.get(key)) is dict:
            return _extension(node, key, "name"), _variable(_extension(node, key, "env"))
    basic = node.value.get("x-fern-basic")
    part = basic.get(role) if type(basic) is dict else None
    if type(part) is dict:
        name = part.get("name")
        given = name if type(name) is str and is_name(name) else ""
        return given, _variable(part.get("env"))
    return "", ""


def _variable(name: object) -> str:
    return name if isinstance(name, str) and name.isidentifier() and name.isascii() else ""


def _extension(node: Node, key: str, part: str) -> str:
    given = node.value.get(key)
    value = given.get(part) if type(given) is dict else None
    return value if type(value) is str else ""
