"""What of an API is not in the module."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.targets import Loss


def losses(api: ir.Api) -> list[Loss]:
    """Everything that the IR has and no file shows."""
    found = [
        Loss(
            hook.pointer, "webhook", "webhook", f"nothing is made of the webhook `{hook.name.wire}`"
        )
        for hook in api.webhooks
    ]
    for option in api.client.globals:
        words = f"the {option.location} parameter `{option.parameter}` is given to each method"
        found.append(Loss(option.pointer, "extension", "global", words))
    resources = [api.root]
    for resource in resources:
        resources.extend(resource.children)
        for operation in resource.operations:
            found.extend(_of_operation(operation))
    return found


def _of_operation(operation: ir.Operation) -> Iterator[Loss]:
    for media in operation.body.content if operation.body is not None else ():
        for encoding in media.encoding:
            for header in encoding.headers:
                message = f"the header `{header.name.wire}` of a part is not sent"
                yield Loss(header.pointer, "header", "part-header", message)
    if operation.retry is not None and operation.retry.statuses:
        message = "the statuses that the document wants to be retried are not used"
        yield Loss(operation.pointer, "extension", "retry", message)
    for response in operation.responses:
        for header in response.headers:
            message = f"the header `{header.name.wire}` is read by its name, as text"
            yield Loss(header.pointer, "header", "response-header", message)
