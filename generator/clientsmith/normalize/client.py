"""What the client is called, and what its constructor takes."""

from __future__ import annotations

import re
import unicodedata

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize import security, servers
from clientsmith.normalize.context import Context
from clientsmith.normalize.globals import Globals
from clientsmith.normalize.names import words
from clientsmith.normalize.options import named
from clientsmith.normalize.security import Security

_NOISE = (
    "api",
    "apis",
    "rest",
    "restful",
    "reference",
    "documentation",
    "docs",
    "openapi",
    "swagger",
    "spec",
)
_VERSION = re.compile(r"v?\d+(\.\d+)*[a-z]?\d*")


def client_of(
    context: Context,
    security_: Security,
    servers_: tuple[ir.Server, ...],
    globals_: Globals,
    info: Node | None,
) -> ir.Client:
    """The client's name, its options and environment variables."""
    name = _name(context, info)
    prefix = "_".join(_ascii(word) for word in name.words if _ascii(word)).upper() or "API"
    if prefix[0].isdigit():
        prefix = f"API_{prefix}"
    environment = context.config.environment
    drafts = [
        *security.options_of(security_),
        *servers.options_of(servers_),
        *globals_.drafts(),
    ]
    options = named(context, drafts, prefix)
    known = [*("_".join(one.name.words) for one in options), "base_url", "log"]
    for key in environment:
        if key not in known:
            context.warn(
                "config/environment",
                context.config.place("environment", key),
                f"the config sets an environment variable for `{key}`, which is no option of the "
                "client",
                f"the options are {', '.join(f'`{it}`' for it in known)}",
            )
    return ir.Client(
        name=name,
        options=tuple(it for it in options if isinstance(it, ir.ClientOption)),
        globals=tuple(it for it in options if isinstance(it, ir.GlobalOption)),
        base_url_environment=(environment.get("base_url", f"{prefix}_BASE_URL"),),
        log_environment=environment.get("log", f"{prefix}_LOG"),
    )


def _name(context: Context, info: Node | None) -> ir.Name:
    """The config's name, else the title without words like API, else the config's key."""
    config = context.config
    if config.client and words(config.client):
        context.decide("#/info/title", "client", config.client, "config")
        return ir.Name(config.client, words(config.client))
    title = context.string(info, "title") if info is not None else ""
    # Before the first separator stands the product, behind it what the document says of itself.
    text = re.split(r"\s[-\u2013\u2014|:]\s|[:(\[]", title)[0] if title else ""
    tokens = [token for token in re.split(r"[\s_/,.!]+", text) if words(token)]
    kept = [
        token
        for token in tokens
        if token.lower() not in _NOISE and not _VERSION.fullmatch(token.lower())
    ]
    chosen = kept or tokens
    usable = "".join(word for token in chosen for word in words(token))
    if chosen and _ascii(usable) and len(chosen) <= 6:
        found = "".join(token[:1].upper() + token[1:] for token in chosen)
        context.decide("#/info/title", "client", found, "title")
        return ir.Name(found, tuple(word for token in chosen for word in words(token)))
    fallback = config.name if words(config.name) else "api"
    context.decide("#/info/title", "client", fallback, "name of the API in the config")
    return ir.Name(fallback, words(fallback))


def _ascii(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return "".join(character for character in plain if character.isalnum())
