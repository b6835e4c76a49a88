"""`core.ts`: credentials and settings, which all operations share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import assert_never

import msgspec

from clientsmith import ir
from clientsmith.preparation import is_needed
from clientsmith.reach import resources_of
from clientsmith.scopes import Scope
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.annotations import Annotations
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import Type, display, typed, union
from clientsmith.targets.typescript.resources import Context
from clientsmith.targets.typescript.scopes import Module, runtime
from clientsmith.targets.typescript.text import (
    LINE_LENGTH,
    doc_comment,
    inline_code,
    literal,
    member,
    object_key,
    string_literal,
)

CORE = Module(("core",))
VERSION = Module(("version",))


class OptionView(msgspec.Struct, frozen=True):
    """An option of the client: a credential, a server variable, a global parameter."""

    name: str
    type: str
    """The member of the options."""
    doc: str
    required: bool
    value: str
    """The statement that reads it."""
    missing: str
    """The statement that refuses a client without it; empty when it may be absent."""


class CredentialView(msgspec.Struct, frozen=True):
    """A security scheme that can be performed."""

    condition: str
    """The options it needs; empty when they are always there."""
    statement: str
    member: str
    """The same as a member of an object."""
    call: str
    """What makes it."""
    scheme: str


class CoreView(msgspec.Struct, frozen=True):
    """The module `core`."""

    imports: tuple[str, ...]
    name: str
    doc: str
    options: tuple[OptionView, ...]
    required: tuple[OptionView, ...]
    credentials: tuple[CredentialView, ...]
    collected: str
    """The statement that collects the credentials; empty when there are none."""
    globals: str
    """What calls take that leave parameters out, as a member; empty for nothing."""
    given: str
    """The options, with what every request has."""
    server: str
    default_url: str
    signing: str
    """The credentials of most operations."""
    user_agent: str
    secrets: str
    client: str


def default_security(api: ir.Api) -> tuple[ir.SecurityRequirement, ...]:
    """What most operations ask for; the first such where several are as common."""
    counts: dict[tuple[ir.SecurityRequirement, ...], int] = {}
    for resource in resources_of(api.root):
        for operation in resource.operations:
            counts[operation.security] = counts.get(operation.security, 0) + 1
    return max(counts, key=lambda it: counts[it], default=())


def option_names(api: ir.Api) -> list[str]:
    """Names of the options in `Client.options` and `Client.globals`, in their order."""
    scope = Scope(
        {
            *("baseURL", "timeout", "maxRetries", "defaultHeaders", "defaultQuery", "fetch"),
            *("fetchOptions", "middleware", "logLevel", "logger", "dangerouslyAllowBrowser"),
            *("options", "credentials", "given", "errors", "redirect", "retry"),
        }
    )
    return [scope.claim(member(it.name.words, "option")) for it in constructor_options(api)]


def constructor_options(api: ir.Api) -> tuple[ir.Option, ...]:
    """What the constructor takes, in the order of `option_names`."""
    return (*api.client.options, *api.client.globals)


def global_names(api: ir.Api) -> dict[ir.Pointer, str]:
    """The names of the options that fill parameters, by their keys."""
    names = option_names(api)[len(api.client.options) :]
    return {it.key: name for it, name in zip(api.client.globals, names, strict=True)}


def lower_core(context: Context, client: str, package: str) -> CoreView:
    """The module of the client's settings."""
    api = context.api
    names = option_names(api)
    own = {
        f"{client}Core",
        f"{client}CoreOptions",
        "SECRETS",
        "credentials",
        "given",
        "options",
        *names,
    }
    imports = Imports(CORE, Scope({*own, *names}))
    own_names = names[: len(api.client.options)]
    credentials = tuple(_credentials(api, own_names, imports))
    server = _server(api, own_names, imports)
    given = _given(api, imports)
    uses = " ".join([server, *(f"{it.condition} {it.statement}" for it in credentials)])
    used = set(re.findall(r"[\w$]+", uses))
    # A variable of another server, or of a scheme that cannot be performed, would do nothing.
    used.update(global_names(api).values())
    options = tuple(it for it in _options(context, names, imports) if it.name in used)
    imports.value(runtime("client"), "APIClient")
    imports.type(runtime("options"), "CoreOptions")
    imports.value(VERSION, "VERSION")
    if any(it.missing for it in options):
        imports.value(runtime("errors"), "ClientError")
    operations = [it for one in resources_of(api.root) for it in one.operations]
    has_others = any(it.servers for it in operations)
    chosen = any(
        it.security != context.security and any(one.schemes for one in it.security)
        for it in operations
    )
    default = string_literal(api.servers[0].url) if api.servers and has_others else ""
    signing = _signing(context.security, credentials, imports)
    if signing != "[]" and len(credentials) == 1 and not credentials[0].condition and not chosen:
        # There is nothing to choose from.
        signing, collected = f"[{credentials[0].call}]", ""
    else:
        collected = _collected(credentials, imports)
    return CoreView(
        imports=_with_base_url(api, imports),
        name=f"{client}Core",
        doc=doc_comment(
            "A client without methods: the functions of the operations take it, and a program that "
            f"is bundled has only what it uses. `{client}` is the one with methods."
        ),
        options=options,
        required=tuple(it for it in options if it.required),
        credentials=tuple(it for it in credentials if it.condition),
        collected=collected,
        globals=_globals(api),
        given=given,
        server=server,
        default_url=default,
        signing=signing,
        user_agent=package.rpartition("/")[2],
        secrets=literal(_secrets(api)),
        client=client,
    )


def _with_base_url(api: ir.Api, imports: Imports) -> tuple[str, ...]:
    if api.client.base_url_environment or any(it.environment for it in constructor_options(api)):
        imports.value(runtime("env"), "readEnv")
    if api.servers and api.servers[0].variables:
        imports.value(runtime("server"), "expandServer")
    return imports.lines()


def _options(context: Context, names: list[str], imports: Imports) -> Iterator[OptionView]:
    annotations = Annotations(context.api.schemas, context.symbols, imports, context.wide)
    for option, name in zip(constructor_options(context.api), names, strict=True):
        words, default = docs.text(option.docs), ""
        if isinstance(option, ir.GlobalOption):
            kind: Type = annotations.type(option.type, "input")
            if option.default is not msgspec.UNSET:
                default = literal(option.default)
            words = words or f"The {option.location} parameter {inline_code(option.parameter)}."
            calls = "Every request has it." if option.everywhere else "Calls may give their own."
            words = f"{words}\n\n{calls}"
        else:
            is_secret = option.role in ("key", "token")
            kind = imports.type(runtime("auth"), "Secret") if is_secret else "string"
            words = words or _ROLES[option.role]
        if option.environment:
            words = (
                f"{words.rstrip('.')}. Default: the environment variable {option.environment[0]}."
            )
        reads = [f"readEnv({string_literal(it)})" for it in option.environment]
        value = " ?? ".join([f"options.{name}", *reads, *([default] if default else [])])
        missing = ""
        if is_needed(option):
            ways = [f"pass `{name}`", *(f"set {it}" for it in option.environment)]
            text = string_literal(" or ".join(ways))
            missing = display("throw new ClientError(", "", [text], ");", 6)
        yield OptionView(
            name=name,
            type=typed(f"{name}?:", union([kind, "undefined"]), ";", 2),
            doc=doc_comment(words, docs.tags(option.docs), 2),
            required=bool(missing),
            value=value,
            missing=missing,
        )


def _credentials(api: ir.Api, names: list[str], imports: Imports) -> Iterator[CredentialView]:
    by_scheme: dict[str, dict[str, tuple[str, bool]]] = {}
    for option, name in zip(api.client.options, names, strict=True):
        if option.role != "variable":
            by_scheme.setdefault(option.target, {})[option.role] = (name, option.required)
    for scheme in api.security_schemes:
        given = by_scheme.get(scheme.id)
        if not given:
            continue
        call = _credential(scheme, {role: name for role, (name, _) in given.items()}, imports)
        if not call:
            continue
        optional = [name for name, required in given.values() if not required]
        condition = " && ".join(f"{name} !== undefined" for name in optional)
        # An index signature is not asked by a dot (noPropertyAccessFromIndexSignature).
        statement = f"credentials[{string_literal(scheme.id)}] = {call};"
        member = f"{object_key(scheme.id)}: {call}"
        yield CredentialView(condition, statement, member, call, scheme.id)


def _collected(credentials: tuple[CredentialView, ...], imports: Imports) -> str:
    if not credentials:
        return ""
    members = [it.member for it in credentials if not it.condition]
    kind = ""
    if len(members) < len(credentials):
        kind = f": {imports.type(runtime('client'), 'Credentials')}"
    return display(f"const credentials{kind} = ", "{", members, "};", 4)


def _signing(
    security: tuple[ir.SecurityRequirement, ...],
    credentials: tuple[CredentialView, ...],
    imports: Imports,
) -> str:
    """The credentials of most operations: known here, or chosen among those that are given."""
    ids = [[scheme for scheme, _ in it.schemes] for it in security if it.schemes]
    known = {it.scheme for it in credentials}
    if not any(known.issuperset(it) for it in ids):
        return "[]"
    if known.issuperset(ids[0]) and not any(it.condition for it in credentials):
        return f"[{', '.join(_member(it) for it in ids[0])}]"
    choose = imports.value(runtime("security"), "choose")
    return f"{choose}(credentials, {literal(ids)})"


def _member(scheme: str) -> str:
    name = object_key(scheme)
    return f"credentials.{name}" if name == scheme else f"credentials[{string_literal(scheme)}]"


def _credential(scheme: ir.SecurityScheme, names: Mapping[str, str], imports: Imports) -> str:
    secret = names.get("key") or names.get("token")

    def call(name: str, *arguments: str) -> str:
        return f"{imports.value(runtime('auth'), name)}({', '.join(arguments)})"

    match scheme:
        case ir.ApiKey(location="header", parameter=parameter, prefix=prefix) if secret:
            more = [string_literal(prefix)] if prefix else []
            return call("headerKey", secret, string_literal(parameter), *more)
        case ir.ApiKey(location=location, parameter=parameter) if secret:
            return call(f"{location}Key", secret, string_literal(parameter))
        case ir.HttpBearer(keyword="Bearer") if secret:
            return call("bearer", secret)
        case ir.HttpBearer(keyword=keyword) if secret:
            return call("headerKey", secret, "'authorization'", string_literal(f"{keyword} "))
        case ir.HttpBasic() if "username" in names and "password" in names:
            return call("basic", names["username"], names["password"])
        case ir.OAuth2(token_url=url, token_name=token_name) if (
            "client_id" in names and "client_secret" in names
        ):
            facts = [
                shorthand("clientID", names["client_id"]),
                shorthand("clientSecret", names["client_secret"]),
                f"tokenURL: {string_literal(url)}",
            ]
            if token_name:
                facts.append(f"tokenName: {string_literal(token_name)}")
            return call("oauth2", f"{{ {', '.join(facts)} }}")
        case ir.OAuth2() if secret:
            return call("bearer", secret)
        case ir.ApiKey() | ir.HttpBearer() | ir.HttpBasic() | ir.OAuth2() | ir.OtherSecurity():
            return ""
        case _:
            assert_never(scheme)


def shorthand(key: str, value: str) -> str:
    return key if key == value else f"{key}: {value}"


def _secrets(api: ir.Api) -> list[str]:
    """Lower-case names of headers and query parameters that hold credentials."""
    found: list[str] = []
    for scheme in api.security_schemes:
        if isinstance(scheme, ir.ApiKey):
            found.append("cookie" if scheme.location == "cookie" else scheme.parameter.lower())
        else:
            found.append("authorization")
    return list(dict.fromkeys(found))


def _globals(api: ir.Api) -> str:
    """All that calls may take, by the names of the options."""
    names = list(global_names(api).values())
    return display("globals: ", "{", names, "}", 6, reserve=1) if names else ""


def _given(api: ir.Api, imports: Imports) -> str:
    """The statement that adds what every request has to the options; empty for nothing."""
    names = global_names(api)
    rows = [
        f"{object_key(it.parameter)}: {names[it.key]}" for it in api.client.globals if it.everywhere
    ]
    if not rows:
        return ""
    with_headers = imports.value(runtime("globals"), "withHeaders")
    # The caller's own come after them.
    headers = display(f"{with_headers}(options.defaultHeaders, ", "{", rows, "})", 4)
    return f"const defaultHeaders = {headers};"


def _server(api: ir.Api, names: list[str], imports: Imports) -> str:
    """The member that says where the API is; empty: only the caller knows."""
    parts = [f"readEnv({string_literal(it)})" for it in api.client.base_url_environment]
    if api.servers:
        server = api.servers[0]
        if server.variables:
            parts.append(_expanded(api, names, server))
        else:
            parts.append(string_literal(server.url))
    chain = " ?? ".join(parts)
    if len(parts) > 1 and (len(chain) + 15 > LINE_LENGTH or "\n" in chain):
        return "server:\n        " + " ??\n        ".join(parts)
    return chain and f"server: {chain}"


def _expanded(api: ir.Api, names: list[str], server: ir.Server) -> str:
    rows: list[str] = []
    for variable in server.variables:
        given = next(
            (
                name
                for option, name in zip(api.client.options, names, strict=True)
                if option.role == "variable" and option.target == variable.name.wire
            ),
            "undefined",
        )
        facts = [given, string_literal(variable.default)]
        if variable.enum:
            facts.append(literal(list(variable.enum)))
        rows.append(f"{object_key(variable.name.wire)}: [{', '.join(facts)}]")
    return display(f"expandServer({string_literal(server.url)}, ", "{", rows, "})", 8)


_ROLES = {
    "key": "The API key, or a function that gives the current one.",
    "token": "The bearer token, or a function that gives the current one.",
    "username": "The user name.",
    "password": "The password.",
    "client_id": "The OAuth 2.0 client id.",
    "client_secret": "The OAuth 2.0 client secret.",
    "variable": "A part of the base URL.",
}
