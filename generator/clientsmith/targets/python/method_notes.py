"""What a method's docstring says beyond the document's own texts."""

from __future__ import annotations

from collections.abc import Iterator

from clientsmith import ir
from clientsmith.targets.python.bodies import preferred


def notes_of(operation: ir.Operation) -> list[str]:
    """Paragraphs about what can be sent and what may come back."""
    return [*_body(operation), *_answers(operation)]


def _body(operation: ir.Operation) -> Iterator[str]:
    """How a method sends a body that the document offers in several forms."""
    content = operation.body.content if operation.body is not None else ()
    if not content:
        return
    others = [it.content_type for it in content[1:] if not _is_usual(it.content_type)]
    if operation.variant_of is not None:
        yield f"The body is sent as `{content[0].content_type}`."
    if others:
        yield f"With the header `Content-Type` it is also {_listed(others)}."


def _answers(operation: ir.Operation) -> Iterator[str]:
    """The other forms of an answer, which the plain call does not ask for."""
    others: list[str] = []
    for response in operation.responses:
        if response.status[:1] == "2" and len(response.content) > 1:
            main = preferred(response.content)
            others.extend(
                it.content_type
                for it in response.content
                if it.format != main.format and not _is_usual(it.content_type)
            )
    if others and operation.streaming is None:
        listed = _listed(list(dict.fromkeys(others)))
        yield f"With the header `Accept` the answer is also {listed}: see `with_raw_response`."


def _is_usual(content_type: str) -> bool:
    """Whether naming it tells nobody anything."""
    return "*" in content_type or content_type.partition(";")[0].strip() in ("text/json",)


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
