"""What the test's server answers: the document's examples, or values of its types."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.contents import Result, key_of, preferred
from clientsmith.samples import sample, sample_media, sample_page
from clientsmith.samples.checking import fits
from clientsmith.samples.members import member_at
from clientsmith.samples.shapes import (
    Schemas,
    shortened,
)

LONGEST_ANSWER = 3000
"""Bytes of JSON after which an example is replaced by a smaller one."""


class Answer(msgspec.Struct, frozen=True):
    """One answer."""

    status: int
    kind: str
    """`json`, `text`, `binary` or `none`."""
    content: Json
    content_type: str


class Failure(msgspec.Struct, frozen=True):
    """Documented errors of one type."""

    statuses: tuple[int, ...]
    type: ir.Type | None
    """Of the body; None when it is not JSON."""
    content: Json


class Answers:
    """What the server of an API's tests answers; each answer is made once, however often used."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self._answers: dict[tuple[ir.Pointer, str], Answer] = {}
        self._samples: dict[tuple[Hashable, tuple[int, ...]], Json] = {}
        """Of bodies, by their type and the identities of their examples."""
        self._pages: dict[tuple[Hashable, str, tuple[int, ...], tuple[int, ...]], Json] = {}
        """Of pages, by the type of their items and the identities of members and examples."""
        self._fitting: dict[tuple[int, Hashable], tuple[Json, bool]] = {}
        self._failures: dict[int, tuple[ir.Type | None, Json]] = {}
        """Of bodies of errors, by their identities, which live as long as the API."""

    def of(self, operation: ir.Operation, result: Result) -> Answer:
        """An answer that becomes the result."""
        key = operation.pointer, result.status
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._made(operation, result)
        return found

    def _made(self, operation: ir.Operation, result: Result) -> Answer:
        documented = {it.status.upper() for it in operation.responses}
        status = _status(result.status, 204 if result.kind == "none" else 200, documented)
        response = next(it for it in operation.responses if it.status == result.status)
        if result.kind == "none":
            return Answer(status, "none", None, "")
        media = preferred(response.content)
        content_type = media.content_type.partition(";")[0].strip().lower()
        match result.kind:
            case "json":
                content = (
                    self.json(media)
                    if operation.paging is None
                    else self._page(media, operation.paging)
                )
                return Answer(status, "json", content, _concrete(content_type))
            case "text":
                example = next((it.value for it in media.examples if isinstance(it.value, str)), "")
                text = example if 0 < len(example) <= LONGEST_ANSWER else "text"
                return Answer(status, "text", text, _concrete(content_type, "text/plain"))
            case _:
                kind = _concrete(content_type, "application/octet-stream")
                return Answer(status, "binary", "content", kind)

    def json(self, media: ir.MediaType) -> Json:
        """A value of a JSON body."""
        kind = key_of(media.type)
        key = kind, tuple(id(it.value) for it in media.examples)
        if key not in self._samples:
            found = self._samples[key] = _json_sample(media, self.schemas)
            if any(found is it.value for it in media.examples):
                self._fitting[id(found), kind] = found, True
        return self._samples[key]

    def _page(self, media: ir.MediaType, paging: ir.Paging) -> Json:
        """A value of a page."""
        members = tuple(map(id, paging.page.properties))
        examples = tuple(id(it.value) for it in media.examples)
        key = key_of(paging.item), paging.page.items, members, examples
        if key not in self._pages:
            self._pages[key] = _page_sample(media, paging, self.schemas)
        return self._pages[key]

    def fits(self, value: Json, kind: ir.Type) -> bool:
        """Whether a value that was made here is one of a type."""
        key = id(value), key_of(kind)
        if key not in self._fitting:
            self._fitting[key] = value, fits(value, kind, self.schemas.all)
        return self._fitting[key][1]

    def failures(self, operation: ir.Operation) -> list[Failure]:
        """The documented errors, those with one type together."""
        documented = {it.status.upper() for it in operation.responses}
        succeeds = any(it.status[:1] == "2" for it in operation.responses)
        found: list[Failure] = []
        for response in operation.responses:
            status = response.status.upper()
            if status[:1] in "123" or (status == "DEFAULT" and not succeeds):
                continue
            is_default = status == "DEFAULT"
            number = _undocumented(documented) if is_default else _status(status, 0, documented)
            if not number:
                continue
            media = next((it for it in response.content if it.format == "json"), None)
            kind, content = _UNTYPED if media is None else self._failure(media)
            same = next((it for it in found if it.type == kind), None)
            if same is None:
                found.append(Failure((number,), kind, content))
            elif number not in same.statuses:
                at = found.index(same)
                found[at] = Failure((*same.statuses, number), kind, same.content)
        return found

    def _failure(self, media: ir.MediaType) -> tuple[ir.Type | None, Json]:
        """Type and value of the body of an error, which many operations have in common."""
        found = self._failures.get(id(media))
        if found is None:
            content = self.json(media)
            kind = media.type if self.fits(content, media.type) else None
            found = self._failures[id(media)] = kind, content
        return found


_UNTYPED: tuple[None, Json] = None, {"message": "the reason"}


def _json_sample(media: ir.MediaType, schemas: Schemas) -> Json:
    """The document's example, or a full value, or at least a small one."""
    found: Json = None
    for full in (True, False):
        found = sample_media(media, schemas.all, full=full, known=schemas.known)
        found = shortened(schemas.answered(media.type, found))
        if _size(found) <= LONGEST_ANSWER:
            break
    return found


def _page_sample(media: ir.MediaType, paging: ir.Paging, schemas: Schemas) -> Json:
    """The document's example of a page, or a page with one full item, or with a small one."""
    found: Json = None
    for full in (True, False):
        example = next(
            (it.value for it in media.examples if _is_page(it.value, paging, schemas)), None
        )
        if example is None or not full:
            item = sample(paging.item, schemas.all, full=full, known=schemas.known)
            example = sample_page(paging.page, [item], schemas.all, full=full, known=schemas.known)
        found = shortened(_answered_page(example, paging, schemas))
        if _size(found) <= LONGEST_ANSWER:
            break
    return found


def _answered_page(value: Json, paging: ir.Paging, schemas: Schemas) -> Json:
    items = ir.Array(items=paging.item)
    if isinstance(value, list):
        return schemas.answered(items, value)
    at = paging.page.items
    return {name: schemas.answered(items, it) if name == at else it for name, it in value.items()}


def _is_page(value: Json, paging: ir.Paging, schemas: Schemas) -> bool:
    if not paging.page.items:
        return isinstance(value, list) and all(fits(it, paging.item, schemas.all) for it in value)
    if not isinstance(value, dict) or not isinstance(member_at(value, paging.page.items), list):
        return False
    kinds = {it.name.wire: it.type for it in paging.page.properties}
    kinds[paging.page.items] = ir.Array(items=paging.item)
    required = {it.name.wire for it in paging.page.properties if it.required}
    return required <= value.keys() and all(
        fits(it, kinds[name], schemas.all) for name, it in value.items() if name in kinds
    )


def _size(value: Json) -> int:
    return len(msgspec.json.encode(value))


_CLASSES: Mapping[int, str] = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}


def error_class(status: int) -> str:
    """The class of the error that a status becomes."""
    return _CLASSES.get(status, "InternalServerError" if status >= 500 else "APIStatusError")


def _status(text: str, otherwise: int, documented: set[str]) -> int:
    """A status that a response of the document is for."""
    if text.isdigit():
        return int(text)
    if text[:1].isdigit():
        base = int(text[0]) * 100
        return next((it for it in range(base, base + 100) if str(it) not in documented), 0)
    return otherwise


def _undocumented(documented: set[str]) -> int:
    """An error that only `default` is for; 0 when there is none."""
    free = (it for it in (400, 418, *range(400, 600)) if f"{it // 100}XX" not in documented)
    return next((it for it in free if str(it) not in documented), 0)


def _concrete(content_type: str, otherwise: str = "application/json") -> str:
    return otherwise if "*" in content_type or "/" not in content_type else content_type
