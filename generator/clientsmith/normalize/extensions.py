"""Vendor extensions of other generators: read, checked, put in one order of precedence.

Values are untrusted: each is checked against its shape, and a malformed one is a located warning
and counts as absent. Where two vendors disagree the first of the order wins and it is reported.
No extension carries code or types of a language into the output.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any as Json

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context, describe
from clientsmith.normalize.extension_table import CODE

SKIPS = (
    "x-stainless-skip",
    "x-speakeasy-ignore",
    "x-fern-ignore",
    "x-scalar-ignore",
    "x-internal",
)
DEPRECATIONS = (
    "x-stainless-deprecation-message",
    "x-speakeasy-deprecation-message",
    "x-scalar-deprecation-message",
    "x-deprecatedMessage",
    "x-deprecated-reason",
    "x-deprecation-message",
    "x-sunset",
)
PARAMETER_NAMES = (
    "x-stainless-param",
    "x-speakeasy-name-override",
    "x-fern-parameter-name",
    "x-scalar-parameter-name",
    "x-ms-client-name",
)
PROPERTY_NAMES = (
    "x-stainless-naming",
    "x-speakeasy-name-override",
    "x-fern-property-name",
    "x-scalar-property-name",
    "x-ms-client-name",
)
SCHEMA_NAMES = (
    "x-stainless-naming",
    "x-speakeasy-name-override",
    "x-fern-type-name",
    "x-scalar-model",
    "x-ms-client-name",
)
_RENAMES = frozenset((*PARAMETER_NAMES, *PROPERTY_NAMES, *SCHEMA_NAMES, *CODE))
_SKIPS = frozenset(SKIPS)
_DEPRECATIONS = frozenset((*DEPRECATIONS, "x-speakeasy-deprecation-replacement"))
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,200}")


def reader(
    context: Context, node: Node, keys: Iterable[str], shape: Callable[[Json], bool]
) -> tuple[str, Json]:
    """The first of `keys` with a well-formed value, and that value; ("", None) when none."""
    value = node.value
    found: tuple[str, Json] = ("", None)
    for key in keys:
        if key not in value:
            continue
        given = value[key]
        if not shape(given):
            context.warn(
                "extension/malformed",
                node.get(key) or node,
                f"`{key}` cannot be {describe(given)} like this; ignored",
                drops="lost",
            )
        elif not found[0]:
            found = (key, given)
        elif found[1] != given:
            context.warn(
                "extension/conflict",
                node.get(key) or node,
                f"`{key}` disagrees with `{found[0]}`; the latter is used",
                drops="omitted",
            )
    return found


def is_name(value: Json) -> bool:
    """Whether a value can be a name: a line of text with a letter or a digit."""
    return type(value) is str and bool(_NAME.fullmatch(value)) and any(c.isalnum() for c in value)


def has_extensions(node: Node) -> bool:
    """Whether an object has any `x-` member; most have none."""
    return any(type(key) is str and key[:2] == "x-" for key in node.value)


def rename(context: Context, node: Node, keys: Iterable[str]) -> tuple[str, str]:
    """(name that an extension gives, the extension); ("", "") when none does."""
    if type(node.value) is not dict or _RENAMES.isdisjoint(node.value):
        return "", ""
    for key in CODE:
        if key in node.value:
            context.note(
                "extension/code",
                node.get(key) or node,
                f"`{key}` names a type of one language; it is not used",
                drops="omitted",
            )
    # `x-stainless-naming` is per language; only its plain form renames for all of them.
    if type(node.value.get("x-stainless-naming")) is dict:
        context.note(
            "extension/unsupported",
            node.get("x-stainless-naming") or node,
            "`x-stainless-naming` for one language has no effect; as a string it renames for all",
            drops="lost",
        )
    usable = [
        key
        for key in keys
        if not (key == "x-stainless-naming" and type(node.value.get(key)) is dict)
    ]
    key, value = reader(context, node, usable, is_name)
    return (value, key) if key else ("", "")


def schema_name(context: Context, node: Node) -> tuple[str, str]:
    """(name that an extension gives to a schema, the extension)"""
    name, key = rename(context, node, SCHEMA_NAMES)
    if not name and type(node.value) is dict and "x-ms-enum" in node.value:
        details = context.mapping(node, "x-ms-enum")
        if details is not None and is_name(details.value.get("name")):
            return details.value["name"], "x-ms-enum"
    return name, key


def skipped(context: Context, node: Node) -> str:
    """The extension that asks to leave something out of every client; empty when none does.

    A list of languages (`x-stainless-skip: [go]`) does not leave it out of all.
    """
    if type(node.value) is not dict or _SKIPS.isdisjoint(node.value):
        return ""
    for key in SKIPS:
        if key not in node.value:
            continue
        given = node.value[key]
        if given is True:
            return key
        if given is not False and not (key == "x-stainless-skip" and type(given) is list):
            context.warn(
                "extension/malformed",
                node.get(key) or node,
                f"`{key}` must be true or false; ignored",
                drops="lost",
            )
    return ""


def is_sent(operation: Node) -> bool:
    """Whether an operation is a request that the server sends (webhooks of OpenAPI 3.0)."""
    value = operation.value
    return value.get("x-fern-webhook") is True or value.get("x-webhook") is True


def deprecation(context: Context, node: Node) -> str:
    """Why something is deprecated and what to use instead."""
    if _DEPRECATIONS.isdisjoint(node.value):
        return ""
    key, text = reader(context, node, DEPRECATIONS, lambda value: type(value) is str)
    if key == "x-sunset" and text:
        text = f"It will be removed on {text}."
    replacement = node.value.get("x-speakeasy-deprecation-replacement")
    if type(replacement) is str and replacement:
        text = (
            f"{text} Use `{replacement}` instead.".strip()
            if text
            else f"Use `{replacement}` instead."
        )
    return text or ""


_STABILITY: dict[str, ir.Stability] = {
    "draft": "alpha",
    "alpha": "alpha",
    "experimental": "alpha",
    "beta": "beta",
    "preview": "beta",
    "public-preview": "beta",
    "pre-release": "beta",
    "in-development": "alpha",
    "generally-available": "stable",
    "ga": "stable",
    "stable": "stable",
    "deprecated": "deprecated",
    "legacy": "deprecated",
}

_LEVELS = ("x-fern-availability", "x-stability-level", "x-release-status", "x-stability")
_STABILITIES = frozenset((*_LEVELS, "x-oai-beta", "x-beta"))
_RETRIES = frozenset(("x-speakeasy-retries", "x-fern-retries", "x-scalar-retries"))


def stability(context: Context, node: Node) -> ir.Stability:
    """How settled an operation is."""
    if context.flag(node, "deprecated"):
        return "deprecated"
    if _STABILITIES.isdisjoint(node.value):
        return "stable"
    if node.value.get("x-oai-beta") is True or node.value.get("x-beta") is True:
        return "beta"

    def level(value: Json) -> str:
        status = value.get("status") if type(value) is dict else value
        return (
            status.strip().lower().replace(" ", "-").replace("_", "-")
            if type(status) is str
            else ""
        )

    key, value = reader(context, node, _LEVELS, lambda value: level(value) in _STABILITY)
    return _STABILITY[level(value)] if key else "stable"


def retry(context: Context, node: Node) -> ir.Retry | None:
    """`x-speakeasy-retries`, `x-fern-retries`, `x-scalar-retries` of an operation or root."""
    if _RETRIES.isdisjoint(node.value):
        return None
    speakeasy = (
        context.mapping(node, "x-speakeasy-retries")
        if "x-speakeasy-retries" in node.value
        else None
    )
    if speakeasy is not None:
        for key in ("backoff", "retryConnectionErrors"):
            words = "how long is waited, and what follows a broken connection, is up to the client"
            context.omit(speakeasy, key, words)
        codes = speakeasy.value.get("statusCodes")
        statuses = tuple(str(code).upper() for code in codes) if type(codes) is list else ()
        if speakeasy.value.get("strategy") == "none":
            return ir.Retry(max_retries=0)
        return ir.Retry(statuses=tuple(s for s in statuses if re.fullmatch(r"[1-5](\d\d|XX)", s)))
    fern = context.mapping(node, "x-fern-retries") if "x-fern-retries" in node.value else None
    if fern is not None:
        attempts = fern.value.get("max-attempts")
        if fern.value.get("disabled") is True:
            return ir.Retry(max_retries=0)
        if type(attempts) is int and 0 < attempts < 100:
            return ir.Retry(max_retries=attempts - 1)
    key, count = reader(
        context, node, ("x-scalar-retries",), lambda value: type(value) is int and 0 <= value < 100
    )
    return ir.Retry(max_retries=count) if key else None


def timeout(context: Context, node: Node) -> float | None:
    """`x-speakeasy-timeout`, in seconds (the extension counts milliseconds)."""
    if "x-speakeasy-timeout" not in node.value:
        return None
    key, value = reader(
        context,
        node,
        ("x-speakeasy-timeout",),
        lambda value: type(value) in (int, float) and 0 < value < 1e9,
    )
    return value / 1000 if key else None


def idempotency_header(context: Context, operation: Node) -> str:
    """The header that makes a repeated request harmless (`x-fern-idempotent`)."""
    if operation.value.get("x-fern-idempotent") is not True:
        return ""
    root = context.document.root
    headers = root.value.get("x-fern-idempotency-headers") if type(root.value) is dict else None
    for header in headers if type(headers) is list else ():
        if type(header) is dict and is_name(header.get("header")):
            return str(header["header"])
    return "Idempotency-Key"


def samples(context: Context, node: Node) -> tuple[ir.CodeSample, ...]:
    """`x-codeSamples` of an operation; what is no sample is left out."""
    found: list[ir.CodeSample] = []
    for key in ("x-codeSamples", "x-code-samples"):
        given = node.value.get(key)
        for index, one in enumerate(given if type(given) is list else ()):
            parts = [one.get(part) if type(one) is dict else None for part in ("lang", "source")]
            if type(parts[0]) is not str or type(parts[1]) is not str:
                context.warn(
                    "extension/malformed",
                    f"{node.pointer}/{key}/{index}",
                    "a sample needs `lang` and `source`, both texts; ignored",
                    drops="lost",
                )
                continue
            label = one.get("label")
            found.append(
                ir.CodeSample(
                    lang=parts[0],
                    label=label if type(label) is str else "",
                    source=parts[1],
                )
            )
    return tuple(found)


def left_out_of(node: Node) -> tuple[str, ...]:
    """The languages of `x-stainless-skip: [go, python]`."""
    given = node.value.get("x-stainless-skip")
    return tuple(one for one in given if type(one) is str) if type(given) is list else ()
