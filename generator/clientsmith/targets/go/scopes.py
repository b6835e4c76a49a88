"""Names within one scope: what is taken or reserved."""

from __future__ import annotations

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
        "WithTokenFunc",
    ]
)
