"""`base.ts`: a client without resources, and what makes one of those that a program picks."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.core import CORE, shorthand
from clientsmith.targets.typescript.imports import Imports
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.scopes import Module, runtime
from clientsmith.targets.typescript.text import string_literal

BASE = Module(("base",))
CLIENT = Module(("client",))


class BaseView(msgspec.Struct, frozen=True):
    """The module `base`."""

    imports: tuple[str, ...]
    name: str
    """Of the client with all resources."""
    client: str
    """What the module calls it."""
    base: str
    core: str
    settings: tuple[str, ...]
    """What a client without methods has only when it is told to."""
    send: str
    """What requests are sent with."""
    token_store: str
    """What makes the store of the tokens that clients made of one another share; or nothing."""


def base_of(client: str) -> str:
    """The name of the class without resources."""
    return f"{client}Base"


def lower_base(api: ir.Api, client: str) -> BaseView:
    """The module of the client without resources."""
    base, core = base_of(client), f"{client}Core"
    own = {base, "Client", "ClientOptions", "Members", "Picked", "createClient"}
    imports = Imports(BASE, Scope({*own, "Omit"}))
    imports.value(CORE, core)
    imports.type(CORE, f"{core}Options")
    imports.value(CORE, "SECRETS")
    imports.type(runtime("options"), "CommonOptions")
    imports.value(runtime("observe"), "observed")
    imports.value(runtime("picked"), "pick")
    imports.type(runtime("picked"), "Part")
    imports.type(runtime("picked"), "Table")
    options = "options"
    if api.client.log_environment:
        level = imports.value(runtime("log"), "levelOf")
        read = imports.value(runtime("env"), "readEnv")
        variable = string_literal(api.client.log_environment)
        options = f"{{ logLevel: {level}({read}({variable})), ...options }}"
    found = BaseView(
        imports=(),
        name=client,
        client=imports.type(CLIENT, client),
        base=base,
        core=core,
        settings=(
            f"errors: {imports.value(runtime('errors'), 'statusErrors')}",
            f"redirect: {imports.value(runtime('redirect'), 'followRedirects')}",
            shorthand("retry", imports.value(runtime("retry"), "retry")),
        ),
        send=display("fetch: observed(", "", [options, "SECRETS"], ")", 6),
        token_store=(
            imports.value(runtime("auth"), "tokenStore")
            if any(it.role == "client_secret" for it in api.client.options)
            else ""
        ),
    )
    return msgspec.structs.replace(found, imports=imports.lines())
