"""How webhooks are signed: `x-fern-webhook-signature`, or headers that a convention defines."""

from __future__ import annotations

from typing import Any as Json

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.extensions import is_name
from clientsmith.normalize.hooks import Hook, header_names

_KEY = "x-fern-webhook-signature"
_COMPONENTS = ("body", "timestamp", "message-id")
_CHOICES: dict[str, tuple[str, ...]] = {
    "algorithm": ("sha256", "sha1", "sha384", "sha512"),
    "encoding": ("base64", "hex"),
}
_FORMATS = ("unix-seconds", "unix-millis", "iso8601")


def signature_of(context: Context, hooks: list[Hook]) -> ir.WebhookSignature | None:
    """How the document's webhooks are signed, where it says so."""
    own = [hook for hook in hooks if hook.operation is None]
    if not own:
        return None
    root = context.document.root
    found: list[tuple[ir.WebhookSignature | None, Node]] = []
    for hook in own:
        node = hook.route.node
        given = node.value.get(_KEY)
        holder = node if type(given) is dict else root
        if type(holder.value.get(_KEY)) is dict:
            if not any(known is holder for _, known in found):
                found.append((_told(context, holder), holder))
        elif given not in (None, True, False):
            context.malformed(node, _KEY, "an object or true")
    if not found:
        if _KEY in root.value:
            context.malformed(root, _KEY, "an object")
        return _by_headers(context, own)
    first = found[0][0]
    for other, holder in found[1:]:
        if other != first:
            context.warn(
                "webhook/signatures",
                holder.get(_KEY) or holder,
                "the webhooks of this document are signed in several ways; the client verifies the "
                "first of them",
            )
            break
    return first


def _told(context: Context, holder: Node) -> ir.WebhookSignature | None:
    """What the extension says; None, and a diagnostic, for what no client could verify."""
    node = holder.get(_KEY)
    assert node is not None
    kind = context.string(node, "type") or "hmac"
    if kind != "hmac":
        context.note(
            "extension/unsupported",
            node.get("type") or node,
            f"signatures of type `{kind}` are not verified by the client, which would need a "
            "library for public keys",
        )
        return None
    header = node.value.get("header")
    if not is_name(header):
        context.warn("extension/malformed", node, f"`{_KEY}` needs `header`; ignored")
        return None
    payload = context.mapping(node, "payload-format")
    components = context.strings(payload, "components") if payload is not None else ["body"]
    unknown = [it for it in components if it not in _COMPONENTS]
    if unknown or "body" not in components:
        context.note(
            "extension/unsupported",
            (payload or node).get("components") or node,
            "the client verifies signatures over body, timestamp and message-id, not over "
            + (", ".join(unknown) or "something without the body"),
        )
        return None
    timestamp = context.mapping(node, "timestamp")
    message = context.mapping(node, "message-id")
    tolerance: Json = timestamp.value.get("tolerance", 300) if timestamp is not None else 300
    if timestamp is not None and not (type(tolerance) in (int, float) and tolerance > 0):
        context.malformed(timestamp, "tolerance", "a positive number of seconds")
        tolerance = 300
    made = ir.WebhookSignature(
        header=header,
        algorithm=_choice(context, node, "algorithm", _CHOICES["algorithm"]),
        encoding=_choice(context, node, "encoding", _CHOICES["encoding"]),
        prefix=context.string(node, "signature-prefix"),
        components=tuple(components),  # type: ignore[arg-type]  # checked above
        delimiter=_delimiter(payload),
        timestamp_header=context.string(timestamp, "header") if timestamp is not None else "",
        timestamp_format=(
            _choice(context, timestamp, "format", _FORMATS)
            if timestamp is not None
            else "unix-seconds"
        ),
        tolerance=tolerance,
        message_id_header=(
            (context.string(message, "header") if message is not None else "webhook-id")
            if "message-id" in components
            else ""
        ),
    )
    if "timestamp" in components and not made.timestamp_header:
        context.warn(
            "extension/malformed",
            node,
            f"`{_KEY}` signs a timestamp and does not say in which header it comes; ignored",
            "add `timestamp: {header: ...}`",
        )
        return None
    return made


def _delimiter(payload: Node | None) -> str:
    given = payload.value.get("delimiter") if payload is not None else None
    return given if type(given) is str else "."


def _choice(context: Context, node: Node, key: str, allowed: tuple[str, ...]) -> Json:
    """One of some words, the first of them where nothing or something else is given."""
    given = node.value.get(key)
    if given is not None and given not in allowed:
        context.malformed(node, key, "one of " + ", ".join(allowed))
    return given if given in allowed else allowed[0]


def _by_headers(context: Context, hooks: list[Hook]) -> ir.WebhookSignature | None:
    """The scheme of headers that all webhooks declare."""
    common: set[str] | None = None
    for hook in hooks:
        names = {name for name, _ in header_names(context, hook.route)}
        common = names if common is None else common & names
    for prefix in ("webhook", "svix"):
        if {f"{prefix}-id", f"{prefix}-timestamp", f"{prefix}-signature"} <= (common or set()):
            _use(context, hooks, prefix)
            return ir.WebhookSignature(  # Standard Webhooks 1.0
                header=f"{prefix}-signature",
                encoding="base64",
                prefix="v1,",
                components=("message-id", "timestamp", "body"),
                delimiter=".",
                timestamp_header=f"{prefix}-timestamp",
                message_id_header=f"{prefix}-id",
                secret="base64",
            )
    if common and "x-hub-signature-256" in common:  # as GitHub and Meta sign
        _use(context, hooks, "x-hub-signature-256")
        return ir.WebhookSignature(header="x-hub-signature-256", prefix="sha256=")
    return None


def _use(context: Context, hooks: list[Hook], prefix: str) -> None:
    """Mark the headers of a scheme as used."""
    for hook in hooks:
        for name, node in header_names(context, hook.route):
            if name.startswith(prefix):
                context.use(node)
                schema = node.get("schema")
                if schema is not None:
                    context.use(schema)
