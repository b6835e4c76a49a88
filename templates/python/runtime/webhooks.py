"""What an API sends to its callers: signatures verified, bodies read.

A resource with webhooks is derived from `SignedWebhooks`, or from `UnsignedWebhooks` where
the API's document does not say how requests are signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .errors import ArgumentError, InvalidWebhookSignatureError, WebhookError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

__all__ = ["Signature", "SignedWebhooks", "UnsignedWebhooks"]

T = TypeVar("T")


class Signature:
    """How requests are signed: an HMAC (RFC 2104) in a header.

    `components` are what is signed, joined by `delimiter`; `prefix` stands before the
    signature, and of several in the header one must be right. An `encoded` secret is base64,
    perhaps behind `whsec_` (Standard Webhooks). `tolerance` is how many seconds a timestamp
    may be away from now.
    """

    def __init__(
        self,
        header: str,
        *,
        algorithm: str = "sha256",
        encoding: Literal["hex", "base64"] = "hex",
        prefix: str = "",
        components: Sequence[str] = ("body",),
        delimiter: str = "",
        timestamp: str = "",
        timestamp_format: str = "unix-seconds",
        tolerance: float = 300,
        message_id: str = "",
        encoded: bool = False,
    ) -> None:
        self.header = header
        self.algorithm = algorithm
        self.encoding = encoding
        self.prefix = prefix
        self.components = components
        self.delimiter = delimiter
        self.timestamp = timestamp
        self.timestamp_format = timestamp_format
        self.tolerance = tolerance
        self.message_id = message_id
        self.encoded = encoded

    def verify(
        self,
        payload: str | bytes,
        headers: Mapping[str, str],
        secret: str | bytes,
        tolerance: float | None = None,
    ) -> None:
        """Raise InvalidWebhookSignatureError unless the request is signed and recent."""
        from hmac import compare_digest, digest

        known = {name.lower(): value for name, value in headers.items()}
        given = _header(known, self.header)
        parts: dict[str, bytes] = {"body": _bytes(payload)}
        if self.timestamp:
            text = _header(known, self.timestamp)
            self._check_age(text, self.tolerance if tolerance is None else tolerance)
            parts["timestamp"] = text.encode()
        if self.message_id:
            parts["message-id"] = _header(known, self.message_id).encode()
        signed = self.delimiter.encode().join(parts[name] for name in self.components)
        wanted = digest(self._key(secret), signed, self.algorithm)
        for candidate in given.split():
            found = self._decoded(candidate)
            if found is not None and compare_digest(found, wanted):
                return
        raise InvalidWebhookSignatureError(
            f"the signature in the header {self.header!r} does not match: the secret is another "
            "one, or the body is not the bytes that were sent"
        )

    def _key(self, secret: str | bytes) -> bytes:
        if not secret:
            raise ArgumentError("the secret of the webhooks is empty")
        if not self.encoded or isinstance(secret, bytes):
            return _bytes(secret)
        from base64 import b64decode

        try:
            return b64decode(secret.removeprefix("whsec_"), validate=True)
        except ValueError:
            raise ArgumentError("the secret of the webhooks is not base64") from None

    def _decoded(self, text: str) -> bytes | None:
        """The bytes of one signature; None for what is none, or of another scheme."""
        if not text.startswith(self.prefix):
            return None
        text = text[len(self.prefix) :]
        try:
            if self.encoding == "hex":
                return bytes.fromhex(text)
            from base64 import b64decode

            return b64decode(text, validate=True)
        except ValueError:
            return None

    def _check_age(self, text: str, tolerance: float) -> None:
        from time import time

        sent = _seconds(text, self.timestamp_format)
        if sent is None:
            raise InvalidWebhookSignatureError(
                f"the header {self.timestamp!r} is no timestamp: {text[:100]!r}"
            )
        late = time() - sent
        if not abs(late) <= tolerance:
            direction = "old" if late > 0 else "in the future"
            raise InvalidWebhookSignatureError(
                f"the request is {abs(late):.0f} seconds {direction}, more than {tolerance:g}"
            )


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name.lower())
    if not value:
        raise InvalidWebhookSignatureError(f"the header {name!r} is missing")
    return value


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else bytes(text)


def _seconds(text: str, form: str) -> float | None:
    """The POSIX time that a timestamp stands for; None when it is none."""
    try:
        if form == "iso8601":
            from datetime import datetime, timezone

            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=timezone.utc)
            return moment.timestamp()
        return int(text) / (1000 if form == "unix-millis" else 1)
    except (OverflowError, ValueError):
        return None


class _Webhooks(Generic[T]):
    """Reads the bodies of webhooks."""

    def _event_type(self) -> Any:
        """The type of what the API sends."""
        raise NotImplementedError

    def _read(self, payload: str | bytes) -> T:
        from .decode import DecodeError, decode_json

        client = getattr(self, "_client", None)
        hook = None if client is None else client._on_mismatch
        try:
            event: T = decode_json(_bytes(payload), self._event_type(), hook)
        except DecodeError as error:
            raise WebhookError(
                f"the body of the webhook is not JSON: {error}"
            ) from None
        return event


class SignedWebhooks(_Webhooks[T]):
    """Webhooks whose requests are signed."""

    _signature: Signature

    def unwrap(
        self,
        payload: str | bytes,
        headers: Mapping[str, str],
        *,
        secret: str | bytes,
        tolerance: float | None = None,
    ) -> T:
        """What the API has sent, once its signature is verified.

        Args:
            payload: The body exactly as it came, before any JSON is read from it.
            headers: The headers of the request, whatever the case of their names.
            secret: The secret that the API has given for the webhook.
            tolerance: How many seconds old the request may be.

        Raises InvalidWebhookSignatureError for a request that somebody else has sent or
        changed, or that is too old, and WebhookError for a body that is not JSON.
        """
        self.verify_signature(payload, headers, secret=secret, tolerance=tolerance)
        return self._read(payload)

    def verify_signature(
        self,
        payload: str | bytes,
        headers: Mapping[str, str],
        *,
        secret: str | bytes,
        tolerance: float | None = None,
    ) -> None:
        """Raise InvalidWebhookSignatureError unless the API has sent the request just now.

        The arguments are those of `unwrap`.
        """
        self._signature.verify(payload, headers, secret, tolerance)

    def unsafe_unwrap(self, payload: str | bytes) -> T:
        """What the body says, whoever has sent it: for tests, or behind a gateway."""
        return self._read(payload)


class UnsignedWebhooks(_Webhooks[T]):
    """Webhooks without signatures that this client could verify."""

    def unwrap(self, payload: str | bytes) -> T:
        """What the body of a webhook says, whoever has sent it.

        Raises WebhookError for a body that is not JSON.
        """
        return self._read(payload)
