"""What a document says of errors: headers that they have, statuses after which to try again."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from tests.unit.normalizing import document
from tests.unit.served import Answer, imported, serving

LIMITS = {
    "description": "Too many.",
    "headers": {
        "X-Left": {"required": True, "schema": {"type": "integer"}},
        "X-Reset": {"schema": {"type": "string", "format": "date-time"}},
    },
}
INLINE = {"description": "No.", "headers": {"X-Why": {"schema": {"type": "string"}}}}


def tree(**operation: Any) -> dict[str, Any]:
    responses = {
        "204": {"description": "Done."},
        "429": {"$ref": "#/components/responses/TooManyRequests"},
        "4XX": INLINE,
    }
    one = {"operationId": "list_jobs", "responses": responses, **operation}
    other = {"operationId": "list_pets", "responses": responses}
    made = document({"/jobs": {"get": one}, "/pets": {"get": other}})
    made["components"] = {"responses": {"TooManyRequests": LIMITS}}
    return made


def test_headers_of_errors_are_typed(tmp_path: Path) -> None:
    answers = (
        Answer(429, {"a": 1}, {"X-Left": "3", "X-Reset": "2026-01-02T03:04:05Z"}),
        Answer(404, None, {"X-Why": "gone"}),
        Answer(500),
    )
    with imported(tree(), tmp_path, "errors_typed") as module, serving(*answers) as server:
        client = module.Acme(base_url=server.url, max_retries=0)
        with pytest.raises(module.RateLimitError) as limited:
            client.jobs.list()
        headers = limited.value.typed_headers
        assert type(headers) is module.types.TooManyRequestsHeaders
        assert (headers.x_left, headers.x_reset.year) == (3, 2026)
        assert pickle.loads(pickle.dumps(limited.value)).typed_headers == headers
        with pytest.raises(module.NotFoundError) as missing:
            client.pets.list()
        assert missing.value.typed_headers.x_why == "gone"
        with pytest.raises(module.InternalServerError) as broken:
            client.jobs.list()
        assert broken.value.typed_headers is None
        client.close()


STATUSES = [
    ({}, 503, 3),
    ({}, 409, 1),
    ({"x-speakeasy-retries": {"strategy": "backoff", "statusCodes": [409, "5XX"]}}, 409, 3),
    ({"x-speakeasy-retries": {"strategy": "backoff", "statusCodes": [409, "5XX"]}}, 501, 3),
    ({"x-speakeasy-retries": {"strategy": "backoff", "statusCodes": [409]}}, 503, 1),
    ({"x-speakeasy-retries": {"strategy": "none"}}, 503, 1),
    ({"x-fern-retries": {"disabled": True}}, 503, 1),
]


@pytest.mark.parametrize(("extension", "status", "calls"), STATUSES)
def test_the_document_says_what_is_tried_again(
    extension: dict[str, Any], status: int, calls: int, tmp_path: Path
) -> None:
    answers = Answer(status, None, {"retry-after-ms": "1"})
    name = "errors_retried"
    with imported(tree(**extension), tmp_path, name) as module, serving(answers) as server:
        client = module.Acme(base_url=server.url)
        with pytest.raises(module.APIStatusError):
            client.jobs.list()
        assert len(server.seen) == calls
        client.close()
