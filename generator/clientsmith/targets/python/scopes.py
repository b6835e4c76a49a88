"""Names within one scope: what is taken or reserved, and what a file may be called."""

from __future__ import annotations

import msgspec

from clientsmith.paths import portable
from clientsmith.targets.python.text import identifier

RESERVED_CLASSES = frozenset(
    {
        "Any",
        "ExtensibleModel",
        "FileTypes",
        "Generic",
        "Literal",
        "Mapping",
        "Model",
        "NotRequired",
        "Omit",
        "OpenEnum",
        "OpenIntEnum",
        "Optional",
        "Sequence",
        "TYPE_CHECKING",
        "TypeAlias",
        "TypedDict",
        "UnknownVariant",
    }
)
"""Names that modules of models import for themselves."""


IDEMPOTENCY_KEY = "idempotency_key"
"""The option of methods, or the header of this name where the document declares it."""

RESERVED_ARGUMENTS = frozenset(
    {
        "self",
        "extra_headers",
        "extra_query",
        "extra_body",
        "timeout",
        "max_retries",
        IDEMPOTENCY_KEY,
    }
)
"""Arguments that every method has of its own."""


RESERVED_METHODS = frozenset(
    {
        *("with_raw_response", "with_streaming_response"),
        # What the body of a class mentions: a method of that name would be meant.
        *("cached_property", "omit", "overload"),
    }
)


RESERVED_CLIENT_ATTRIBUTES = RESERVED_METHODS | {
    "base_url",
    "close",
    "copy",
    "default_headers",
    "default_query",
    "http_client",
    "is_closed",
    "max_retries",
    "on_mismatch",
    "timeout",
    "with_options",
}


class Module(msgspec.Struct, frozen=True, cache_hash=True):
    """A module of the package, by its path from the package's root: `("types", "beta", "x")`."""

    path: tuple[str, ...]

    @property
    def file(self) -> str:
        """The module's file, relative to the package."""
        return f"{'/'.join(self.path)}.py"

    @property
    def runtime(self) -> str:
        """The relative import path of the runtime from this module."""
        return "." * len(self.path) + "_runtime"


def identifier_file(words: tuple[str, ...], otherwise: str = "module") -> str:
    """The name of a module: an identifier that every file system can hold."""
    name = identifier(words, otherwise).lower()
    if not name.isascii():
        plain = "".join(it for it in name if it.isascii())
        name = identifier(tuple(plain.split("_")), otherwise)
    return portable(name)
