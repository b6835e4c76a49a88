"""Every vendor extension that is known, and what becomes of it: a closed table.

A key is honoured where it stands as its vendor documents it, or it is listed with the reason why
not. What is not here is unknown: it is counted and has no effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_SCHEMAS = ("schema", "property", "component", "definition")
_FIELDS = (*_SCHEMAS, "parameter")


class Unused(NamedTuple):
    """Why a known extension has no effect."""

    reason: str
    loss: bool = False
    """Its vendor's clients do something that ours do not."""


def _in(kinds: tuple[str, ...], *keys: str) -> dict[str, frozenset[str]]:
    return dict.fromkeys(keys, frozenset(kinds))


HONOURED: Mapping[str, frozenset[str]] = {
    # Names and groups.
    **_in(
        ("operation",),
        *("x-stainless-method", "x-speakeasy-group", "x-fern-sdk-group-name", "x-groupName"),
        *("x-svix-group-name", "x-ds-service", "x-fern-sdk-method-name", "x-scalar-method"),
        *("x-scalar-method-name", "x-operation-name", "x-methodName", "x-ds-methodname"),
    ),
    **_in(("document", "operation", *_FIELDS), "x-speakeasy-name-override"),
    **_in(_FIELDS, "x-ms-client-name", "x-stainless-param"),
    **_in(("parameter",), "x-fern-parameter-name", "x-scalar-parameter-name"),
    **_in(("property",), "x-fern-property-name", "x-scalar-property-name"),
    **_in(_SCHEMAS, "x-fern-type-name", "x-scalar-model", "x-stainless-naming"),
    # Paging, retries, timeouts, streams.
    **_in(("operation",), "x-speakeasy-pagination", "x-ms-pageable", "x-fern-streaming"),
    **_in(("document", "operation"), "x-fern-pagination"),
    **_in(_FIELDS, "x-stainless-pagination-property"),
    **_in(
        ("document", "operation"),
        *("x-speakeasy-retries", "x-fern-retries", "x-scalar-retries", "x-speakeasy-timeout"),
    ),
    **_in(("operation",), "x-fern-idempotent"),
    **_in(("document",), "x-fern-idempotency-headers"),
    **_in(("response",), "x-ms-error-response"),
    # Webhooks.
    **_in(("document", "webhook"), "x-fern-webhook-signature"),
    **_in(("operation",), "x-fern-webhook", "x-webhook"),
    # Enums.
    **_in(
        _SCHEMAS,
        *("x-enum-varnames", "x-enumNames", "x-enumnames", "x-scalar-enum-names"),
        *("x-enum-descriptions", "x-enumDescriptions", "x-scalar-enum-descriptions"),
        *("x-speakeasy-enums", "x-speakeasy-enum-descriptions", "x-fern-enum", "x-ms-enum"),
        *("x-enum-deprecated", "x-stainless-renameMap"),
        *("x-extensible-enum", "x-okta-known-values"),
    ),
    # What is left out, how settled it is.
    **_in(
        ("operation", *_FIELDS),
        *("x-stainless-skip", "x-speakeasy-ignore", "x-fern-ignore", "x-scalar-ignore"),
        "x-internal",
    ),
    **_in(
        ("operation",),
        *("x-fern-availability", "x-stability-level", "x-release-status", "x-stability"),
        *("x-oai-beta", "x-beta"),
    ),
    **_in(
        ("operation", *_FIELDS),
        *("x-stainless-deprecation-message", "x-speakeasy-deprecation-message"),
        *("x-scalar-deprecation-message", "x-deprecatedMessage", "x-deprecated-reason"),
        *("x-deprecation-message", "x-sunset", "x-speakeasy-deprecation-replacement"),
    ),
    # Types.
    **_in(_SCHEMAS, "x-ms-mutability", "x-ms-secret", "x-ms-discriminator-value"),
    # Security and servers.
    **_in(
        ("security scheme",),
        *("x-fern-bearer", "x-fern-basic", "x-fern-header", "x-fern-token", "x-stainless-auth"),
    ),
    **_in(("server",), "x-speakeasy-server-id", "x-fern-server-name", "x-name"),
}
"""Key -> the kinds of objects it is read from."""

_CODE = "names a type of one language; nothing of an extension becomes code"
CODE: Mapping[str, Unused] = dict.fromkeys(
    (
        *("x-go-type", "x-go-type-import", "x-go-type-name", "x-go-name", "x-python-type"),
        *("x-typescript-type", "x-stainless-python-custom-imports"),
    ),
    Unused(_CODE),
)

UNUSED: Mapping[str, Unused] = {
    **CODE,
    **dict.fromkeys(
        (
            *("x-speakeasy-globals", "x-fern-global-headers", "x-fern-global-parameters"),
            *("x-fern-sdk-variables", "x-fern-sdk-variable", "x-ms-parameterized-host"),
        ),
        Unused("an argument of each method, not of the client", loss=True),
    ),
    "x-speakeasy-polling": Unused("nothing waits for a state by itself", loss=True),
    "x-ms-long-running-operation": Unused("nothing waits for a state by itself", loss=True),
    "x-ms-long-running-operation-options": Unused("nothing waits for a state by itself"),
    "x-stainless-override-schema": Unused("the schema itself is used", loss=True),
    "x-speakeasy-extension-rewrite": Unused("use `extensions: {rewrite: ...}` of the config"),
}
"""Known keys that have no effect."""
