"""Streams: answers that are a sequence of items, always or on request."""

from __future__ import annotations

from typing import Any as Json
from typing import Literal

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.answers import Answer
from clientsmith.normalize.context import Context
from clientsmith.normalize.media_types import sequential
from clientsmith.normalize.schemas import Schemas

_FLAGS = ("stream", "streaming")


def streaming_of(
    context: Context,
    schemas: Schemas,
    operation: Node,
    answer: Answer,
    content: tuple[ir.MediaType, ...],
    parameters: tuple[ir.Parameter, ...],
) -> ir.Streaming | None:
    """How an operation streams; `content` are the representations of its ordinary answer."""
    told = _told(context, schemas, operation)
    if told is not None:
        return told
    streams = [media for media in content if sequential(media.content_type)]
    if not streams:
        return None
    media = streams[0]
    format = sequential(media.content_type)
    always = len(streams) == len(content)
    return ir.Streaming(
        format="sse" if format == "sse" else "jsonl",
        item=media.item_type or ir.Any(),
        terminator=_terminator(operation, answer),
        always=always,
        flag="" if always else _flag(context, schemas, operation) or _asked(parameters),
    )


def _told(context: Context, schemas: Schemas, operation: Node) -> ir.Streaming | None:
    """`x-fern-streaming`, `x-scalar-streaming`."""
    value = operation.value
    given = value.get("x-fern-streaming")
    if given is None or given is False:
        return None
    node = operation.get("x-fern-streaming")
    if given is True:
        return None  # only confirms what the media type says
    if type(given) is not dict or node is None:
        context.warn(
            "extension/malformed", node or operation, "`x-fern-streaming` must be true or an object"
        )
        return None
    item = node.get("response-stream") or node.get("response")
    condition = given.get("stream-condition")
    flag = condition.rpartition(".")[2] if type(condition) is str else ""
    terminator = given.get("terminator")
    format: Literal["sse", "jsonl"] = "sse" if given.get("format") == "sse" else "jsonl"
    return ir.Streaming(
        format=format,
        item=schemas.type_of(item) if item is not None else ir.Any(),
        terminator=terminator if type(terminator) is str else "",
        always=not flag,
        flag=flag,
    )


def _terminator(operation: Node, answer: Answer) -> str:
    """`[DONE]`, where a text of the document mentions it."""
    holders: list[Json] = [operation.value]
    if answer.response is not None:
        holders.append(answer.response.value)
    for holder in holders:
        text = holder.get("description") if type(holder) is dict else None
        if type(text) is str and "[DONE]" in text:
            return "[DONE]"
    properties = _body_properties_raw(operation)
    flag = properties.get("stream")
    text = flag.get("description") if type(flag) is dict else None
    return "[DONE]" if type(text) is str and "[DONE]" in text else ""


def _body_properties_raw(operation: Node) -> dict[str, Json]:
    body = operation.value.get("requestBody")
    value: Json = body
    for key in ("content", "application/json", "schema", "properties"):
        value = value.get(key) if type(value) is dict else None
    return value if type(value) is dict else {}


def _flag(context: Context, schemas: Schemas, operation: Node) -> str:
    """The boolean of the request's body that asks for the stream."""
    body = operation.get("requestBody")
    real = context.resolved(body) if body is not None else None
    content = real.get("content") if real is not None else None
    media = content.get("application/json") if content is not None else None
    schema = media.get("schema") if media is not None else None
    reduced = schemas.reduce(schema) if schema is not None else None
    if reduced is None or type(reduced.node.value) is not dict:
        return ""
    properties = schemas.shape(reduced.node).properties
    return next((name for name in _FLAGS if name in properties), "")


def _asked(parameters: tuple[ir.Parameter, ...]) -> str:
    """The boolean parameter that asks for the stream."""
    asking = [
        one.name.wire
        for one in parameters
        if one.location == "query" and isinstance(one.type, ir.Boolean | ir.Nullable)
    ]
    return next((name for name in _FLAGS if name in asking), "")
