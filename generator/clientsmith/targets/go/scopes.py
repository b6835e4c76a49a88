"""Names within one scope: what is taken or reserved."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

RESERVED_TYPES = frozenset(
    [
        "AutoPager",
        "Bool",
        "Client",
        "ConnectionError",
        "Date",
        "DateOf",
        "Download",
        "ErrInvalidWebhookSignature",
        "Error",
        "F",
        "File",
        "FileParam",
        "Float",
        "Int",
        "Mismatch",
        "NewClient",
        "NewFile",
        "Null",
        "PaginationError",
        "ParseDate",
        "Raw",
        "ResponseError",
        "ServerSentEvent",
        "Stream",
        "StreamError",
        "String",
        "Version",
    ]
)
"""Names that the package has for itself."""

RESERVED_FIELDS = frozenset(
    {"ExtraFields", "JSON", "JSONObject", "JSONPage", "MarshalJSON", "UnmarshalJSON"}
)
RESERVED_PAGE_FIELDS = RESERVED_FIELDS | {"All", "GetNextPage"}

RESERVED_ARGUMENTS = frozenset(
    [
        "bool",
        "body",
        "byte",
        "context",
        "core",
        "ctx",
        "err",
        "error",
        "float64",
        "http",
        "int",
        "int64",
        "io",
        "iter",
        "json",
        "nil",
        "opts",
        "option",
        "params",
        "r",
        "res",
        "string",
        "time",
        "uint64",
        "any",
        "new",
        "len",
        "make",
        "append",
        "true",
        "false",
    ]
)
"""Names that methods use for themselves, or whose meaning they need."""

RESERVED_METHODS = {
    (): ("Execute", "WithOptions"),
    ("webhooks",): ("Unwrap", "VerifySignature", "UnsafeUnwrap"),
}
"""Methods that services have besides those of operations."""

RESERVED_FILES = frozenset(
    {
        "server",
        "unwrap",
        "example",
        "fuzz",
        "aliases",
        "client",
        "models",
        "pages",
        "operations",
        "doc",
        "version",
    }
)
RESERVED_OPTIONS = frozenset(
    [
        "RequestOption",
        "Middleware",
        "MiddlewareNext",
        "Mismatch",
        "WithBaseURL",
        "WithHTTPClient",
        "WithHeader",
        "WithHeaderAdd",
        "WithHeaderDel",
        "WithQuery",
        "WithQueryAdd",
        "WithQueryDel",
        "WithJSONSet",
        "WithJSONDel",
        "WithRequestBody",
        "WithRequestTimeout",
        "WithMaxRetries",
        "WithIdempotencyKey",
        "WithMiddleware",
        "WithLogger",
        "WithOnMismatch",
        "WithResponseInto",
        "WithResponseHeadersInto",
        "WithResponseBodyInto",
    ]
)


class Scope:
    """A set of taken names; folded: names that differ only in case collide (file names)."""

    def __init__(self, taken: Iterable[str] = (), *, folded: bool = False) -> None:
        self._folded = folded
        self._taken = {it.lower() if folded else it for it in taken}

    def claim(self, *candidates: str) -> str:
        """The first candidate that is free; else the last one with a number."""
        numbered = (f"{candidates[-1]}{number}" for number in itertools.count(2))
        for name in itertools.chain(candidates, numbered):
            if name not in self:
                break
        self._taken.add(name.lower() if self._folded else name)
        return name

    def __contains__(self, name: str) -> bool:
        return (name.lower() if self._folded else name) in self._taken


def singular(word: str) -> str:
    """The singular of an English word, well enough for names."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
