"""Media types: which there are, and their order of preference (OpenAPI 3.1, section 4.8.14)."""

from __future__ import annotations

import re
from functools import lru_cache

from clientsmith import ir
from clientsmith.document import Node

_SSE = "text/event-stream"
_LINES = (
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/x-ndjson",
    "application/ndjson",
    "application/json-seq",
    "application/stream+json",
    "application/geo+json-seq",
    "application/json-lines",
)
_TEXTS = ("/yaml", "/x-yaml", "+yaml", "/graphql", "/jwt", "/toml", "/javascript", "/sql")
WILDCARDS = ("*/*", "application/*")
_SEPARATORS = re.compile(r"[/+.-]")


@lru_cache(maxsize=1024)
def essence(content_type: str) -> str:
    """A media type without parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def is_json(content_type: str) -> bool:
    """Whether a media type is JSON by name or by suffix (RFC 6839)."""
    name = essence(content_type)
    if name in ("application/json", "text/json"):
        return True
    last = _SEPARATORS.split(name)[-1]
    return last == "json" and name not in _LINES


def sequential(content_type: str) -> str:
    """`sse` or `jsonl` for a sequence of items, else empty."""
    name = essence(content_type)
    return (
        "sse" if name == _SSE else "jsonl" if name in _LINES or name.endswith("+json-seq") else ""
    )


def is_xml(content_type: str) -> bool:
    """Whether a media type is XML."""
    name = essence(content_type)
    return name in ("application/xml", "text/xml") or name.endswith("+xml")


def is_form(content_type: str) -> bool:
    """Whether a body is made of fields."""
    name = essence(content_type)
    return name == "application/x-www-form-urlencoded" or name.startswith("multipart/")


def is_text(content_type: str) -> bool:
    """Whether a media type is characters rather than bytes, XML apart."""
    name = essence(content_type)
    return name.startswith("text/") or name.endswith(_TEXTS)


def format_of(content_type: str, type_: ir.Type) -> ir.Format:
    """What a body is on the wire; the type decides where the media type is a wildcard.

    A body that is a file as a whole stays one, even if what is in the file is JSON.
    """
    name = essence(content_type)
    kind = sequential(name)
    if kind:
        return "events" if kind == "sse" else "lines"
    if name.startswith("multipart/"):
        return "multipart"
    if is_form(name):
        return "text" if isinstance(type_, ir.String) else "form"
    if is_json(name):
        return "binary" if isinstance(type_, ir.Binary) else "json"
    if is_xml(name):
        return "xml"
    if is_text(name):
        return "text"
    if name not in WILDCARDS or isinstance(type_, ir.Binary):
        return "binary"
    return "text" if isinstance(type_, ir.String) else "json"


def rank(content_type: str) -> int:
    """The order of preference; the document's order decides among equals."""
    name = essence(content_type)
    if name == "application/json":
        return 0
    if is_json(name):
        return 1
    if is_form(name):
        return 2
    return 4 if is_xml(name) else 3


def preferred(content: Node | None) -> str:
    """The preferred media type of a `content` object; empty when it has none."""
    if content is None or type(content.value) is not dict:
        return ""
    names = [name for name in content.value if type(name) is str and not name.startswith("x-")]
    return min(names, key=rank) if names else ""
