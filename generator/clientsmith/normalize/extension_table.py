"""Every vendor extension that is known, and what becomes of it: a closed table.

A key is honoured where it stands as its vendor documents it, or it is listed with the reason why
not. What is not here is unknown: it is counted and has no effect. Values are untrusted: `inventory`
reports the ones that do not have the shape of their key, and no reader uses them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any as Json
from typing import NamedTuple

_SCHEMAS = ("schema", "property", "component", "definition")
_FIELDS = (*_SCHEMAS, "parameter")


class Unused(NamedTuple):
    """Why a known extension has no effect."""

    reason: str
    loss: bool = False
    """Its vendor's clients do something that ours do not."""


class Honoured(NamedTuple):
    """Where an extension is read, and what its value has to be."""

    kinds: frozenset[str]
    fits: Callable[[Json], bool]
    wanted: str
    """`fits` in words."""


def _in(kinds: tuple[str, ...], *keys: str) -> dict[str, Honoured]:
    """Keys whose values are checked where they are read, because that takes more than a type."""
    return dict.fromkeys(keys, Honoured(frozenset(kinds), lambda value: True, ""))


def _flags(kinds: tuple[str, ...], *keys: str) -> dict[str, Honoured]:
    fits = Honoured(frozenset(kinds), lambda value: type(value) is bool, "true or false")
    return dict.fromkeys(keys, fits)


def _typed(type_: type, wanted: str, kinds: tuple[str, ...], *keys: str) -> dict[str, Honoured]:
    fits = Honoured(frozenset(kinds), lambda value: type(value) is type_, wanted)
    return dict.fromkeys(keys, fits)


def _texts(value: Json) -> bool:
    return type(value) is list and all(type(one) is str for one in value)


HONOURED: Mapping[str, Honoured] = {
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
    **_in(("document", "operation"), "x-fern-pagination", "x-scalar-pagination"),
    **_typed(dict, "an object", _FIELDS, "x-stainless-pagination-property"),
    **_typed(dict, "an object", ("document", "operation"), "x-speakeasy-retries", "x-fern-retries"),
    **_in(("document", "operation"), "x-scalar-retries", "x-speakeasy-timeout"),
    **_flags(("operation",), "x-fern-idempotent"),
    **_typed(list, "a list of objects", ("document",), "x-fern-idempotency-headers"),
    **_flags(("response",), "x-ms-error-response"),
    # What the client is given once.
    **_typed(dict, "an object", ("document",), "x-speakeasy-globals", "x-fern-sdk-variables"),
    **_typed(
        list,
        "a list of objects",
        ("document",),
        *("x-fern-global-headers", "x-fern-global-parameters"),
    ),
    **dict.fromkeys(
        ("x-fern-global-parameter",),
        Honoured(frozenset(("operation",)), _texts, "a list of strings"),
    ),
    **_typed(str, "a string", ("parameter",), "x-fern-sdk-variable"),
    **dict.fromkeys(
        ("x-ms-parameter-location",),
        Honoured(
            frozenset(("parameter",)),
            lambda value: value in ("client", "method"),
            "client or method",
        ),
    ),
    **_in(("parameter",), "x-ms-client-default"),
    # Webhooks.
    **_in(("document", "webhook"), "x-fern-webhook-signature"),
    **_flags(("operation",), "x-fern-webhook", "x-webhook"),
    # Enums.
    **_in(
        _SCHEMAS,
        *("x-enum-varnames", "x-enumNames", "x-enumnames", "x-scalar-enum-names"),
        *("x-enum-descriptions", "x-enumDescriptions", "x-scalar-enum-descriptions"),
        *("x-speakeasy-enums", "x-speakeasy-enum-descriptions"),
    ),
    **_typed(dict, "an object", _SCHEMAS, "x-fern-enum", "x-ms-enum", "x-stainless-renameMap"),
    **_typed(list, "a list of values", _SCHEMAS, "x-enum-deprecated"),
    **dict.fromkeys(
        ("x-extensible-enum", "x-okta-known-values"),
        Honoured(frozenset(_SCHEMAS), _texts, "a list of strings"),
    ),
    **_flags(_SCHEMAS, "x-stainless-const"),
    **dict.fromkeys(
        ("x-speakeasy-unknown-values",),
        Honoured(frozenset(_SCHEMAS), lambda value: value in ("allow", "disallow"), "allow"),
    ),
    # What is left out, how settled it is.
    **_in(
        ("operation", *_FIELDS),
        *("x-stainless-skip", "x-speakeasy-ignore", "x-fern-ignore", "x-scalar-ignore"),
    ),
    **_in(("operation",), "x-internal"),
    **_in(
        ("operation",),
        *("x-fern-availability", "x-stability-level", "x-release-status", "x-stability"),
    ),
    **_flags(("operation",), "x-oai-beta", "x-beta"),
    **_in(
        ("operation", *_FIELDS),
        *("x-stainless-deprecation-message", "x-speakeasy-deprecation-message"),
        *("x-scalar-deprecation-message", "x-deprecatedMessage", "x-deprecated-reason"),
        *("x-deprecation-message", "x-sunset"),
    ),
    **_typed(str, "a string", ("operation", *_FIELDS), "x-speakeasy-deprecation-replacement"),
    **_typed(list, "a list of samples", ("operation",), "x-codeSamples", "x-code-samples"),
    # Types.
    **dict.fromkeys(
        ("x-ms-mutability",), Honoured(frozenset(_SCHEMAS), _texts, "a list of strings")
    ),
    **_flags(_SCHEMAS, "x-ms-secret"),
    **_typed(str, "a string", _SCHEMAS, "x-ms-discriminator-value", "x-discriminator-value"),
    # Security and servers.
    **_typed(
        dict,
        "an object",
        ("security scheme",),
        *("x-fern-bearer", "x-fern-basic", "x-fern-header", "x-fern-token", "x-stainless-auth"),
    ),
    **_typed(str, "a string", ("security scheme",), "x-tokenName"),
    **_typed(str, "a string", ("server",), "x-speakeasy-server-id", "x-fern-server-name", "x-name"),
    # About extensions themselves.
    **_typed(dict, "an object", ("document",), "x-speakeasy-extension-rewrite"),
}
"""Key -> where it is read, and what from."""

_CODE = "names a type of one language; nothing of an extension becomes code"
CODE: Mapping[str, Unused] = dict.fromkeys(
    (
        *("x-go-type", "x-go-type-import", "x-go-type-name", "x-go-name", "x-python-type"),
        *("x-typescript-type", "x-stainless-python-custom-imports"),
    ),
    Unused(_CODE),
)

_WAIT = Unused("nothing waits for a state by itself", loss=True)
_SHOWN = Unused("how a page of documentation shows things")
_REAL = Unused("the schema itself is used")

UNUSED: Mapping[str, Unused] = {
    **CODE,
    "x-ms-parameterized-host": Unused("the host is that of `servers`", loss=True),
    "x-speakeasy-globals-hidden": Unused("a call may always give its own"),
    "x-speakeasy-polling": _WAIT,
    "x-ms-long-running-operation": _WAIT,
    "x-ms-long-running-operation-options": Unused("nothing waits for a state by itself"),
    "x-scalar-streaming": Unused("streams are recognised by their media type", loss=True),
    "x-fern-discriminator-context": Unused("the tag is looked for in the data", loss=True),
    "x-stainless-override-schema": Unused("the schema itself is used", loss=True),
    **dict.fromkeys(
        (
            *("x-stainless-extend-default", "x-stainless-empty-object", "x-stainless-nominal"),
            *("x-stainless-any", "x-ms-client-flatten", "x-scalar-variant-name", "x-scalar-name"),
            *("x-speakeasy-enum-format", "x-scalar-enum-format"),
        ),
        _REAL,
    ),
    **dict.fromkeys(
        (
            *("x-displayName", "x-tagGroups", "x-order", "x-speakeasy-usage-example"),
            *("x-stainless-snippets", "x-readme", "x-hidden-from-docs"),
        ),
        _SHOWN,
    ),
    **dict.fromkeys(
        ("x-addedInVersion", "x-deprecatedInVersion"),
        Unused("versions of the API are not compared"),
    ),
    **dict.fromkeys(
        ("x-codegen-request-body-name", "x-ms-requestBody-name", "x-fern-request-name"),
        Unused("the members of a body are arguments, or it is called `body`"),
    ),
    **dict.fromkeys(
        ("x-fern-audiences", "x-ds-in-sdk", "x-ms-internal", "x-speakeasy-include"),
        Unused("everything is emitted, for everybody"),
    ),
    **dict.fromkeys(
        ("x-fern-default", "x-fern-default-url", "x-fern-base-path"),
        Unused("defaults and servers are those of the document itself"),
    ),
    "x-nullable": Unused("`null` among the types says it", loss=True),
    "x-webhook-signature": Unused("`x-fern-webhook-signature` says more"),
}
"""Known keys that have no effect."""
