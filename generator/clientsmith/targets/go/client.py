"""What the client is told of the API as a whole, and the options that set credentials."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import resolve
from clientsmith.preparation import is_needed
from clientsmith.scopes import Scope
from clientsmith.targets.go import docs
from clientsmith.targets.go.comments import comment
from clientsmith.targets.go.constants import global_key, strings
from clientsmith.targets.go.kept import Kept
from clientsmith.targets.go.layout import Literal, Value, printed
from clientsmith.targets.go.reach import operations_of
from clientsmith.targets.go.scopes import RESERVED_OPTIONS
from clientsmith.targets.go.text import exported, string_literal


class CredentialView(msgspec.Struct, frozen=True):
    """An option for a credential or a server variable."""

    name: str
    comment: tuple[str, ...]
    key: str
    provider: str
    """The option that takes a function; empty where the value never changes."""
    provider_comment: tuple[str, ...]


class GlobalView(msgspec.Struct, frozen=True):
    """An option for a parameter of many calls."""

    name: str
    comment: tuple[str, ...]
    key: str
    type: str
    needed: bool
    """Whether no request is sent without it."""


class ServerView(msgspec.Struct, frozen=True):
    """An option that chooses one of the document's servers."""

    name: str
    comment: tuple[str, ...]
    url: str


class ApiView(msgspec.Struct, frozen=True):
    """The facts of the API, and the options."""

    definition: tuple[str, ...]
    credentials: tuple[CredentialView, ...]
    servers: tuple[ServerView, ...]
    names: tuple[str, ...]
    """The option of each of the client's options."""
    globals: tuple[GlobalView, ...]


def default_security(api: ir.Api) -> tuple[ir.SecurityRequirement, ...]:
    """What most operations ask for; the first such where several are as common."""
    counts: dict[tuple[ir.SecurityRequirement, ...], int] = {}
    for _, operation in operations_of(api.root):
        counts[operation.security] = counts.get(operation.security, 0) + 1
    return max(counts, key=lambda it: counts[it], default=())


def lower_api(
    api: ir.Api, name: str, security: tuple[ir.SecurityRequirement, ...], kept: Kept
) -> ApiView:
    """The constant that describes the API."""
    scope = Scope(RESERVED_OPTIONS)
    options: tuple[ir.Option, ...] = (*api.client.options, *api.client.globals)
    plain = [f"With{exported(it.name.words, 'Option')}" for it in options]
    names = [""] * len(plain)
    keys = [it.key for it in options]
    for at in sorted(range(len(plain)), key=lambda it: (kept.rank("setting", keys[it]), keys[it])):
        names[at] = scope.claim(*kept.name("setting", keys[at]), plain[at])
        kept.keep("setting", keys[at], names[at], plain[at])
    names, filling = names[: len(api.client.options)], names[len(api.client.options) :]
    items: list[tuple[str, Value]] = [
        ("Name", string_literal(name)),
        ("Version", "Version"),
    ]
    if api.servers:
        server = api.servers[0]
        items.append(("BaseURL", string_literal(server.url)))
        if server.variables:
            items.append(("Variables", Literal("[]core.ServerVariable", tuple(_variables(server)))))
    if api.client.base_url_environment:
        items.append(("BaseURLEnv", strings("[]string", list(api.client.base_url_environment))))
    if api.client.log_environment:
        items.append(("LogEnv", string_literal(api.client.log_environment)))
    schemes = [("", it) for it in map(_scheme, api.security_schemes) if it is not None]
    if schemes:
        items.append(("Schemes", Literal("[]core.Scheme", tuple(schemes))))
    if security:
        alternatives = [strings("", [scheme for scheme, _ in it.schemes]) for it in security]
        items.append(("Security", Literal("[][]string", tuple(("", it) for it in alternatives))))
    inputs = [
        ("", _input(it, option)) for it, option in zip(api.client.options, names, strict=True)
    ]
    if inputs:
        items.append(("Inputs", Literal("[]core.Input", tuple(inputs))))
    filled = [("", _global(it, name)) for it, name in zip(api.client.globals, filling, strict=True)]
    if filled:
        items.append(("Globals", Literal("[]core.GlobalInput", tuple(filled))))
    return ApiView(
        definition=tuple(printed(Literal("core.API", tuple(items)), broken=True)),
        credentials=tuple(_credentials(api, names, scope)),
        servers=tuple(_servers(api, scope)),
        names=tuple(names),
        globals=tuple(_globals(api, filling)),
    )


def _variables(server: ir.Server) -> Iterator[tuple[str, Value]]:
    for variable in server.variables:
        facts: list[tuple[str, Value]] = [
            ("Name", string_literal(variable.name.wire)),
            ("Default", string_literal(variable.default)),
        ]
        if variable.enum:
            facts.append(("Allowed", strings("[]string", list(variable.enum))))
        yield "", Literal("", tuple(facts))


def _scheme(scheme: ir.SecurityScheme) -> Literal | None:
    facts: list[tuple[str, Value]] = [("ID", string_literal(scheme.id))]
    match scheme:
        case ir.ApiKey():
            facts += [("Kind", '"apiKey"'), ("In", string_literal(scheme.location))]
            facts.append(("Name", string_literal(scheme.parameter)))
            if scheme.prefix:
                facts.append(("Prefix", string_literal(scheme.prefix)))
        case ir.HttpBearer():
            facts.append(("Kind", '"bearer"'))
            if scheme.keyword != "Bearer":
                facts.append(("Prefix", string_literal(f"{scheme.keyword} ")))
        case ir.HttpBasic():
            facts.append(("Kind", '"basic"'))
        case ir.OAuth2():
            facts.append(("Kind", '"oauth2"'))
            if scheme.token_name:
                facts.append(("TokenName", string_literal(scheme.token_name)))
            if scheme.token_url:
                facts.append(("TokenURL", string_literal(scheme.token_url)))
            if scheme.scopes and scheme.flow == "client_credentials":
                facts.append(("Scopes", strings("[]string", list(scheme.scopes))))
        case _:
            return None
    return Literal("", tuple(facts))


def _key(option: ir.ClientOption) -> str:
    if option.role == "variable":
        return f"variable.{option.target}"
    return f"{option.target}.{option.role}"


def _input(option: ir.ClientOption, name: str) -> Literal:
    facts: list[tuple[str, Value]] = [
        ("Key", string_literal(_key(option))),
        ("Option", string_literal(name)),
    ]
    if option.environment:
        facts.append(("Env", strings("[]string", list(option.environment))))
    if option.default and option.role != "variable":
        facts.append(("Default", string_literal(option.default)))
    if option.required and option.role != "variable":
        facts.append(("Required", "true"))
    return Literal("", tuple(facts))


def _credentials(api: ir.Api, names: list[str], scope: Scope) -> Iterator[CredentialView]:
    for option, name in zip(api.client.options, names, strict=True):
        first = f"{name} sets {_ROLES[option.role]}."
        if option.environment:
            first += f" Without it the environment variable {option.environment[0]} is read."
        parts = (first, docs.text(option.docs), docs.deprecation(option.docs))
        has_provider = option.role in ("key", "token")
        provider = scope.claim(f"{name}Func", f"{name}Provider") if has_provider else ""
        yield CredentialView(
            name=name,
            comment=comment("\n\n".join(filter(None, parts))),
            key=string_literal(_key(option)),
            provider=provider,
            provider_comment=comment(
                f"{provider} is like {name}, with a function that is asked before each attempt."
            ),
        )


_ROLES = {
    "key": "the API key",
    "token": "the token",
    "username": "the user name",
    "password": "the password",
    "client_id": "the OAuth 2.0 client id",
    "client_secret": "the OAuth 2.0 client secret",
    "variable": "a part of the base URL",
}


def _global(option: ir.GlobalOption, name: str) -> Literal:
    facts: list[tuple[str, Value]] = [
        ("Key", string_literal(global_key(option.key))),
        ("Option", string_literal(name)),
    ]
    if option.environment:
        facts.append(("Env", strings("[]string", list(option.environment))))
    if option.default is not msgspec.UNSET:
        facts.append(("Default", _literal(option.default)))
    if option.everywhere:
        facts.append(("Header", string_literal(option.parameter)))
        if option.required:
            facts.append(("Required", "true"))
    return Literal("", tuple(facts))


def _literal(value: str | bool | int | float) -> str:
    """A plain value."""
    return string_literal(value) if isinstance(value, str) else json.dumps(value)


def _globals(api: ir.Api, names: list[str]) -> Iterator[GlobalView]:
    for option, name in zip(api.client.globals, names, strict=True):
        first = f"{name} sets the {option.location} parameter {option.parameter}"
        calls = "of every request." if option.everywhere else "of the calls that leave it out."
        first = f"{first} {calls}"
        if option.environment:
            first += f" Without it the environment variable {option.environment[0]} is read."
        parts = (first, docs.text(option.docs), docs.deprecation(option.docs))
        yield GlobalView(
            name=name,
            comment=comment("\n\n".join(filter(None, parts))),
            key=string_literal(global_key(option.key)),
            type=_plain_type(option.type, api.schemas),
            needed=is_needed(option),
        )


def _plain_type(kind: ir.Type, schemas: Mapping[ir.Pointer, ir.Schema]) -> str:
    """A type that the package of the options has: it does not know the models."""
    found = resolve(kind, schemas)
    while isinstance(found, ir.Nullable):
        found = resolve(found.type, schemas)
    match found.type if isinstance(found, ir.Enum) else found:
        case ir.String():
            return "string"
        case ir.Boolean():
            return "bool"
        case ir.Integer():
            return "int64"
        case ir.Number():
            return "float64"
        case _:
            return "any"


def _servers(api: ir.Api, scope: Scope) -> Iterator[ServerView]:
    if len(api.servers) < 2:
        return
    for server in api.servers:
        if server.variables or not server.url.startswith(("http://", "https://")):
            continue
        words = [it for it in server.name.replace("-", " ").replace("_", " ").split() if it]
        if not words:
            continue
        name = scope.claim(f"WithEnvironment{exported([it.lower() for it in words])}")
        text = f"{name} uses {server.url}.\n\n{docs.text(server.docs)}"
        yield ServerView(name, comment(text), string_literal(server.url))
