"""Hashes of what is in files: SHA-256, in hexadecimal."""

from __future__ import annotations

import hashlib


def sha256(data: bytes) -> str:
    """The hash of some bytes."""
    return hashlib.sha256(data).hexdigest()


def sha256_text(data: bytes) -> str:
    """Like `sha256`, for a text: how a checkout ends its lines does not count."""
    return sha256(data.replace(b"\r\n", b"\n") if b"\r" in data else data)
