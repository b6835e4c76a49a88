"""`_client.py`: the client classes, their credentials and settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import msgspec

from clientsmith import ir
from clientsmith.preparation import is_needed, path_key
from clientsmith.reach import resources_of
from clientsmith.targets.python import docs
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.constants import security_statement
from clientsmith.targets.python.expressions import condition
from clientsmith.targets.python.imports import Imports, exports
from clientsmith.targets.python.layout import (
    Annotation,
    annotated,
    class_bases,
    display,
    optional,
)
from clientsmith.targets.python.layout import value as laid_out
from clientsmith.targets.python.methods import MethodView, OperationView
from clientsmith.targets.python.resource_symbols import ResourceSymbols, constructor_options
from clientsmith.targets.python.resources import (
    PropertyView,
    WrapperView,
    import_statically,
    lower_operations,
    methods_of,
    properties_of,
    wrappers_of,
)
from clientsmith.targets.python.scopes import Module
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.text import LINE_LENGTH, docstring, literal, string_literal

MODULE = Module(("_client",))


class OptionView(msgspec.Struct, frozen=True):
    """An argument of the constructor: a credential, a server variable, a global parameter."""

    name: str
    parameter: str
    """Its line in the signature."""
    attribute: str
    """The line of the attribute."""
    environment: tuple[str, ...]
    """Statements that read it from the environment, in turn."""
    missing: str
    """The statement that refuses a client without it; empty when it may be absent."""
    keep: str
    """The statement that makes it an attribute."""
    take: str
    """The statement that takes it from the attribute."""
    default: str = ""
    """The statement that sets what it is where nobody gives it."""


class CredentialView(msgspec.Struct, frozen=True):
    """A security scheme that can be performed."""

    condition: str
    """`if` the arguments it needs are given; empty when they are always there."""
    scheme: str
    value: str


class ClientClassView(msgspec.Struct, frozen=True):
    """The sync or the async client."""

    name: str
    base: str
    doc: str
    http_client: str
    properties: tuple[PropertyView, ...]
    methods: tuple[MethodView, ...]


class ClientView(msgspec.Struct, frozen=True):
    """The module."""

    imports: tuple[tuple[str, ...], ...]
    static_imports: tuple[str, ...]
    exports: str
    constants: tuple[str, ...]
    options: tuple[OptionView, ...]
    auth: str
    """The statement that collects the credentials; empty when there are none."""
    global_headers: str
    """The argument with the headers of every request; empty when there are none."""
    credentials: tuple[CredentialView, ...]
    """Those that depend on optional arguments."""
    base_url_variables: tuple[str, ...]
    base_url: str
    """The statement that sets the default, or refuses a client that has none."""
    default_server: str
    """The document's server, where single operations have another one; else empty."""
    constructor_doc: str
    log_variable: str
    security: str
    default_security: tuple[ir.SecurityRequirement, ...]
    package: str
    classes: tuple[ClientClassView, ...]
    wrappers: tuple[WrapperView, ...]
    operations: tuple[OperationView, ...]
    name: str


def default_security(api: ir.Api) -> tuple[ir.SecurityRequirement, ...]:
    """What most operations ask for; the first such where several are as common."""
    counts: dict[tuple[ir.SecurityRequirement, ...], int] = {}
    for resource in resources_of(api.root):
        for operation in resource.operations:
            counts[operation.security] = counts.get(operation.security, 0) + 1
    return max(counts, key=lambda it: counts[it], default=())


def lower_client(api: ir.Api, symbols: Symbols, package: str, client: str) -> ClientView:
    """The module of the client classes, called `client` and `Async` + `client`."""
    imports = Imports()
    static = Imports()
    security = default_security(api)
    root = symbols.resources[path_key(api.root)]
    names = ResourceSymbols(MODULE, "", client, f"Async{client}", root.methods, root.children)
    methods = methods_of(api, symbols, names, imports, static, security)
    operations = lower_operations(methods, api.root, names)
    arguments = root.options
    options = tuple(_options(api, arguments, methods.annotations))
    classes = tuple(_classes(api, symbols, names, operations))
    wrappers = wrappers_of(api.root, names, symbols, operations, imports)
    for properties in (*(it.properties for it in classes), *(it.properties for it in wrappers)):
        import_statically(properties, static)
    credentials = tuple(_credentials(api, arguments, imports))
    _imports(api, imports, static, bool(credentials), bool(operations))
    for it in ("AsyncClient", "SyncClient"):  # a client may be called `Client`
        imports.add("._runtime.client", f"{it} as {it}Base" if names.asynchronous == it else it)
    static.remove(imports)
    return ClientView(
        imports=imports.blocks(),
        static_imports=static.lines(4),
        exports=exports([view.name for view in classes]),
        constants=tuple(it.constant for it in operations),
        options=options,
        auth=_auth(credentials),
        global_headers=_global_headers(api, arguments),
        credentials=tuple(it for it in credentials if it.condition),
        base_url_variables=tuple(_read("base_url", it) for it in api.client.base_url_environment),
        base_url=_base_url(api, arguments),
        default_server=_default_server(api, api.root),
        constructor_doc=_constructor_doc(api, arguments),
        log_variable=laid_out("_log_variable = ", string_literal(api.client.log_environment), 4),
        security=security_statement("_security = ", security, 4),
        default_security=security,
        package=string_literal(package),
        classes=classes,
        wrappers=wrappers,
        operations=operations,
        name=client,
    )


def _options(
    api: ir.Api, arguments: tuple[str, ...], annotations: Annotations
) -> Iterator[OptionView]:
    for name, option in zip(arguments, constructor_options(api), strict=True):
        kind: Annotation = "str"
        missing = default = ""
        if isinstance(option, ir.GlobalOption):
            kind = annotations.input(option.type)
            if option.default is not msgspec.UNSET:
                default = display(f"{name} = ", "", [literal(option.default)], "", 12)
        if is_needed(option):
            ways = [f"pass {name}=...", *(f"set {it}" for it in option.environment)]
            text = string_literal(f"{name} is missing: {' or '.join(ways)}")
            missing = display("raise ClientError", "(", [text], ")", 12, comma=False)
        optional_kind = optional(kind)
        yield OptionView(
            name=name,
            parameter=annotated(name, optional_kind, "None", 8, parameter=True),
            attribute=annotated(name, kind if missing else optional_kind, "", 4),
            environment=tuple(_read(name, it) for it in option.environment),
            missing=missing,
            keep=laid_out(f"self.{name} = ", name, 8),
            take=laid_out(f"{name} = ", f"self.{name}", 12),
            default=default,
        )


def _global_headers(api: ir.Api, arguments: tuple[str, ...]) -> str:
    names = arguments[len(api.client.options) :]
    items = [
        f"{string_literal(it.parameter)}: {name}"
        for name, it in zip(names, api.client.globals, strict=True)
        if it.everywhere
    ]
    return display("global_headers=", "{", items, "}", 12, reserve=1) if items else ""


def _read(name: str, variable: str) -> str:
    prefix = f"{name} = environ.get"
    return display(prefix, "(", [string_literal(variable)], ")", 12, comma=False)


def _credentials(
    api: ir.Api, arguments: tuple[str, ...], imports: Imports
) -> Iterator[CredentialView]:
    by_scheme: dict[str, dict[str, tuple[str, bool]]] = {}
    for index, option in enumerate(api.client.options):
        if option.role != "variable":
            known = by_scheme.setdefault(option.target, {})
            known[option.role] = (arguments[index], option.required)
    for scheme in api.security_schemes:
        given = by_scheme.get(scheme.id)
        if not given:
            continue
        call = _credential(scheme, {role: name for role, (name, _) in given.items()})
        if call is None:
            continue
        callee = imports.add("._runtime.auth", call[0])
        optional = [name for name, required in given.values() if not required]
        given_all = [
            f"{'and ' if at else ''}{name} is not None" for at, name in enumerate(optional)
        ]
        key = string_literal(scheme.id)
        value = display(callee, "(", call[1:], ")", 12, reserve=len(key) + 9)
        if optional and len(key) + len(callee) > LINE_LENGTH - 22:
            value = f"(\n{16 * ' '}{display(callee, '(', call[1:], ')', 16)}\n{12 * ' '})"
        yield CredentialView(condition(given_all, 8) if optional else "", key, value)


def _auth(credentials: tuple[CredentialView, ...]) -> str:
    if not credentials:
        return ""
    items = [f"{it.scheme}: {it.value}" for it in credentials if not it.condition]
    return display("auth: dict[str, Auth] = ", "{", items, "}", 8)


def _credential(scheme: ir.SecurityScheme, names: dict[str, str]) -> list[str] | None:
    """Class of the credential and the arguments of its constructor."""
    secret = names.get("key") or names.get("token")
    match scheme:
        case ir.ApiKey(location=location, parameter=parameter, prefix=prefix) if secret:
            value = f"{string_literal(prefix)} + {secret}" if prefix else secret
            call = ["ApiKey", value, f"name={string_literal(parameter)}"]
            return call if location == "header" else [*call, f"location={literal(location)}"]
        case ir.HttpBearer(keyword="Bearer") if secret:
            return ["Bearer", secret]
        case ir.HttpBearer(keyword=keyword) if secret:
            return ["ApiKey", f"{string_literal(keyword + ' ')} + {secret}", 'name="Authorization"']
        case ir.HttpBasic() if "username" in names and "password" in names:
            return ["Basic", names["username"], names["password"]]
        case ir.OAuth2(token_url=url) if "client_id" in names and "client_secret" in names:
            facts = [f"token_url={string_literal(url)}"]
            if scheme.token_name:
                facts.append(f"token_name={string_literal(scheme.token_name)}")
            return [
                "OAuth2ClientCredentials",
                names["client_id"],
                names["client_secret"],
                *facts,
            ]
        case ir.OAuth2() if secret:
            return ["Bearer", secret]
        case ir.ApiKey() | ir.HttpBearer() | ir.HttpBasic() | ir.OAuth2() | ir.OtherSecurity():
            return None
        case _:
            assert_never(scheme)


def _base_url(api: ir.Api, arguments: tuple[str, ...]) -> str:
    if not api.servers:
        return 'raise ClientError("base_url is missing: the document names no server")'
    server = api.servers[0]
    if not server.variables:
        return laid_out("base_url = ", string_literal(server.url), 12)
    rows: list[str] = []
    values: list[str] = []
    for variable in server.variables:
        key = string_literal(variable.name.wire)
        rows.append(_variable(f"{key}: ", variable))
        for index, option in enumerate(api.client.options):
            if option.role == "variable" and option.target == variable.name.wire:
                values.append(f"{key}: {arguments[index]}")
    call = [
        string_literal(server.url),
        display("", "{", rows, "}", 16, reserve=1),
        display("", "{", values, "}", 16, reserve=1),
    ]
    return display("base_url = expand_server", "(", call, ")", 12)


def _variable(prefix: str, variable: ir.ServerVariable) -> str:
    """`prefix(default, allowed)`, an item of the dictionary in the call of `expand_server`."""
    allowed = "None"
    if variable.enum:
        allowed = display("", "[", [literal(value) for value in variable.enum], "]", 24, reserve=1)
    return display(prefix, "(", [string_literal(variable.default), allowed], ")", 20, reserve=1)


def _default_server(api: ir.Api, root: ir.Resource) -> str:
    resources = resources_of(root)
    if any(operation.servers for it in resources for operation in it.operations):
        return string_literal(api.servers[0].url) if api.servers else ""
    return ""


def _constructor_doc(api: ir.Api, arguments: tuple[str, ...]) -> str:
    said: list[tuple[str, str]] = []
    for name, option in zip(arguments, constructor_options(api), strict=True):
        words = docs.text(option.docs)
        if isinstance(option, ir.GlobalOption):
            words = words or f"The {option.location} parameter `{option.parameter}`."
            calls = "Every request has it." if option.everywhere else "Calls may give their own."
            words = f"{words}\n\n{calls}"
        else:
            words = words or _ROLES[option.role]
        if option.environment:
            words = f"{words.rstrip('.')}; read from `{option.environment[0]}` when absent."
        said.append((name, words))
    base_url = "Where the API is"
    if api.client.base_url_environment:
        base_url += f"; read from `{api.client.base_url_environment[0]}` when absent"
    said.extend(
        (
            ("base_url", f"{base_url}."),
            ("timeout", "Seconds for a whole call with its retries, or a `Timeout`."),
            ("max_retries", "How often a call that failed for the moment is sent again."),
            ("default_headers", "Sent with every request."),
            ("default_query", "Added to every request's query."),
            ("http_client", "Your own HTTP client; it is not closed by this one."),
            ("on_mismatch", "Called when an answer is not what the document says."),
        )
    )
    text, below = docs.method(ir.Docs(), said, "Create a client.")
    return docstring(text, 8, below)


_ROLES = {
    "key": "The API key.",
    "token": "The bearer token.",
    "username": "The user name.",
    "password": "The password.",
    "client_id": "The OAuth 2.0 client id.",
    "client_secret": "The OAuth 2.0 client secret.",
    "variable": "A part of the base URL.",
}


def _classes(
    api: ir.Api,
    symbols: Symbols,
    names: ResourceSymbols,
    operations: tuple[OperationView, ...],
) -> Iterator[ClientClassView]:
    for index, (name, kind) in enumerate(((names.sync, "sync"), (names.asynchronous, "async"))):
        base = "AsyncClient" if index else "SyncClient"
        text = docs.text(api.docs) or f"The {kind} client of {api.title or 'the API'}."
        yield ClientClassView(
            name=name,
            base=class_bases(name, f"{base}Base" if base == name else base),
            doc=docstring(text, 4),
            http_client="AsyncHTTPClient" if index else "SyncHTTPClient",
            properties=properties_of(api.root, names, symbols, index, "self"),
            methods=tuple(it.asynchronous if index else it.sync for it in operations),
        )


def _imports(
    api: ir.Api, imports: Imports, static: Imports, has_credentials: bool, has_operations: bool
) -> None:
    imports.add("functools", "cached_property")
    imports.add("typing", "TYPE_CHECKING")
    imports.add("._runtime.sentinel", "Omit")
    imports.add("._runtime.sentinel", "omit")
    imports.add("._version", "__version__")
    options = constructor_options(api)
    if api.client.base_url_environment or any(it.environment for it in options):
        imports.add("os", "environ")
    if not api.servers or any(map(is_needed, options)):
        imports.add("._runtime.errors", "ClientError")
    if api.servers and api.servers[0].variables:
        imports.add("._runtime.url", "expand_server")
    if has_operations:
        for name in ("async_raw", "async_streamed", "raw", "streamed"):
            imports.add("._runtime.resource", name)
    for name in ("Headers", "Query", "Timeout"):
        static.add("._runtime.options", name)
    static.add("._runtime.transport", "AsyncHTTPClient")
    static.add("._runtime.transport", "SyncHTTPClient")
    static.add("._runtime.mismatch", "OnMismatch")
    static.add("typing_extensions", "Self")
    if has_credentials:
        static.add("._runtime.auth", "Auth")
