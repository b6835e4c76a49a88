"""What of an API is not in the package."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.targets import Loss


def losses(api: ir.Api) -> list[Loss]:
    """Everything that the IR has and no file shows."""
    found = [
        Loss(
            hook.pointer,
            "webhook",
            "webhook",
            f"the body of the webhook `{hook.name.wire}` is no JSON; it is not read",
        )
        for hook in api.webhooks
        if hook.body is not None and hook.body.content[0].format != "json"
    ]
    resources = [api.root]
    for resource in resources:
        resources.extend(resource.children)
        for operation in resource.operations:
            found.extend(_of_operation(operation))
    return found


def _of_operation(operation: ir.Operation) -> Iterator[Loss]:
    if operation.retry is not None:
        yield Loss(
            operation.pointer, "extension", "retry", "what the document says of retries is not used"
        )
    for media in operation.body.content if operation.body is not None else ():
        for encoding in media.encoding:
            for header in encoding.headers:
                message = f"the header `{header.name.wire}` of a part is not sent"
                yield Loss(header.pointer, "header", "part-header", message)
    for response in operation.responses:
        if response.status[:1] == "2":
            continue
        for header in response.headers:
            message = f"the header `{header.name.wire}` is read by its name, as text"
            yield Loss(header.pointer, "header", "response-header", message)
