"""`package.json`, and what the package is called."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import msgspec

from clientsmith import ir
from clientsmith.targets.typescript import docs
from clientsmith.targets.typescript.scopes import file_name
from clientsmith.targets.typescript.text import class_identifier

EXPORTED = frozenset(
    {
        *("APIClient", "APIConnectionError", "APIConnectionTimeoutError", "APIError"),
        *("followRedirects", "InvalidWebhookSignatureError", "VerifyOptions", "WebhookError"),
        "WebhookHeaders",
        *(
            "followRedirects",
            "APIPromise",
            "APIResponseValidationError",
            "APIStatusError",
            "APIUserAbortError",
        ),
        *("AuthenticationError", "BadRequestError", "ClientError", "ClientOptions"),
        *("ConflictError", "Credential", "Fetch", "HeadersLike", "InternalServerError"),
        *("LogLevel", "Logger", "Middleware", "NotFoundError", "Page", "PagePromise"),
        *("PaginationError", "PermissionDeniedError", "RateLimitError", "RequestOptions"),
        *("Secret", "ServerSentEvent", "Stream", "StreamError", "UnknownVariant"),
        *("UnprocessableEntityError", "Upload", "Uploadable", "VERSION", "WithResponse"),
    }
)
"""What `index.ts` exports for every API."""

LANGUAGES = ("typescript", "javascript", "node")
"""What documents call the language."""

LONGEST_DESCRIPTION = 200
_SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?\Z")


class Facts(msgspec.Struct, frozen=True):
    """What the package is called."""

    package: str
    version: str
    client: str
    title: str
    summary: str
    license: str


def facts_of(api: ir.Api, options: Mapping[str, str | bool | int]) -> Facts:
    """Names and texts of the package."""
    client = class_identifier(api.client.name.words, "Client")
    if re.match(r"[A-Z][A-Za-z0-9]*\Z", api.client.name.wire):
        client = api.client.name.wire
    if client in EXPORTED or f"{client}Core" in EXPORTED:
        client = f"{client}Client"
    text = " ".join((docs.text(api.docs).splitlines() or [""])[0].split())
    return Facts(
        package=str(options.get("package") or file_name(api.client.name.words, "client")),
        version=str(options.get("version") or _version(api.version)),
        client=client,
        title=api.title,
        summary=text or f"Client of {api.title}",
        license=api.license.identifier or api.license.name,
    )


def _version(text: str) -> str:
    """The document's version where it is one that npm can have, else 0.1.0."""
    plain = text.removeprefix("v")
    if re.match(r"\d+\.\d+\Z", plain):
        plain += ".0"
    return plain if _SEMVER.match(plain) else "0.1.0"


def project(facts: Facts, modules: Sequence[str]) -> bytes:
    """The file `package.json`; `modules` can be imported by their names."""
    entry = {"types": "./dist/index.d.ts", "default": "./dist/index.js"}
    below = {"types": "./dist/*.d.ts", "default": "./dist/*.js"}
    content: dict[str, object] = {
        "name": facts.package,
        "version": facts.version,
        "description": _short(facts.summary),
        **({"license": facts.license} if facts.license else {}),
        "type": "module",
        "sideEffects": False,
        "engines": {"node": ">=20"},
        "main": "./dist/index.js",
        "types": "./dist/index.d.ts",
        "exports": {
            ".": entry,
            **{
                f"./{name}": {key: it.replace("index", name) for key, it in entry.items()}
                for name in modules
            },
            "./resources/*": {key: it.replace("*", "resources/*") for key, it in below.items()},
            "./package.json": "./package.json",
        },
        "files": ["dist", "src", "api.md"],
        "scripts": {
            "build": "tsc -p tsconfig.build.json",
            "prepack": "npm run build",
            "test": "tsc && node --test build/tests/*.test.js",
        },
        "devDependencies": {"typescript": "^5.9.0 || ^7.0.0"},
    }
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_DESCRIPTION else f"{plain[: LONGEST_DESCRIPTION - 1]}…"
