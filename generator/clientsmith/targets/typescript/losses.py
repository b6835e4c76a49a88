"""What of an API is not in the package."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.targets import Loss
from clientsmith.targets.typescript.reach import resources_of


def losses(api: ir.Api) -> list[Loss]:
    """Everything that the IR has and no file shows."""
    found = [
        Loss(
            hook.pointer,
            "webhook",
            "webhook",
            f"the webhook `{hook.name.wire}` has a type; nothing verifies its signature",
        )
        for hook in api.webhooks
    ]
    for resource in resources_of(api.root):
        for operation in resource.operations:
            found.extend(_of_operation(operation))
    return found


def _of_operation(operation: ir.Operation) -> Iterator[Loss]:
    if operation.method in ("TRACE", "CONNECT"):
        message = f"fetch sends no {operation.method}; the method is there and throws"
        yield Loss(operation.pointer, "operation", "method", message)
    if operation.body is not None and operation.method in ("GET", "HEAD"):
        message = f"fetch sends no body with {operation.method}"
        yield Loss(operation.body.pointer, "requestBody", "body", message)
    if operation.retry is not None and operation.retry.statuses:
        message = "which statuses are retried is not what the document says"
        yield Loss(operation.pointer, "extension", "retry", message)
    if operation.streaming is not None and not operation.streaming.always:
        message = "the stream that can be asked for is not typed: see `asResponse()`"
        yield Loss(operation.pointer, "operation", "stream", message)
    for media in operation.body.content if operation.body is not None else ():
        for encoding in media.encoding:
            for header in encoding.headers:
                message = f"the header `{header.name.wire}` of a part is not sent"
                yield Loss(header.pointer, "header", "part-header", message)
    for response in operation.responses:
        for header in response.headers:
            message = f"the header `{header.name.wire}` is read by its name, as text"
            yield Loss(header.pointer, "header", "response-header", message)
