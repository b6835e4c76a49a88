"""README, reference and example: what people read of the module."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from clientsmith import ir
from clientsmith.markdown import markdown_text
from clientsmith.samples.answers import Answers
from clientsmith.targets.go.comments import plain
from clientsmith.targets.go.layout import Literal, Value
from clientsmith.targets.go.operations import MethodView
from clientsmith.targets.go.testing.calls import Call, Calls
from clientsmith.targets.go.testing.suite import Service
from clientsmith.targets.go.text import json_literal
from clientsmith.wire import path_template

LONGEST_SAMPLE = 30
"""Lines of a call that people are shown."""
_CALLS = re.compile(r"^.*[(\]&]")
"""What stands before the type of a composite literal."""


class MethodLine(msgspec.Struct, frozen=True):
    """A method in the reference."""

    signature: str
    route: str
    summary: str


class ServiceSection(msgspec.Struct, frozen=True):
    """A service in the reference."""

    title: str
    methods: tuple[MethodLine, ...]


class Sample(msgspec.Struct, frozen=True):
    """A call that the README shows and an example makes."""

    name: str
    """The function of the example."""
    call: str
    """The expression, or its first line."""
    rest: tuple[str, ...]
    """Its further lines."""
    status: int
    answer: str
    """The literal of what the server answers."""
    route: str


def sections(services: Iterable[Service]) -> tuple[ServiceSection, ...]:
    """The reference: every service with its methods."""
    found: list[ServiceSection] = []
    for service in services:
        lines: list[MethodLine] = []
        for view in service.methods:
            head = f"client.{service.path}{view.name}(ctx{view.passed}, opts...)"
            result = f"({view.result}, error)" if view.result else "error"
            lines.append(
                MethodLine(
                    signature=f"{head} {result}",
                    route=f"{view.operation.method} {path_template(view.operation)}",
                    summary=markdown_text(plain(_words(view.operation))),
                )
            )
        title = f"client.{service.path}".rstrip(".")
        found.append(ServiceSection(title, tuple(lines)))
    return tuple(found)


def _words(operation: ir.Operation) -> str:
    return operation.docs.summary or operation.docs.description


def listing(services: Sequence[Service]) -> tuple[Service, MethodView] | None:
    """The listing that the README shows."""
    for service in services:
        for view in service.methods:
            if view.operation.paging is not None and len(view.arguments) == len(
                [it for it in view.arguments if not it.required]
            ):
                return service, view
    return None


def plain_sample(
    services: Sequence[Service], calls: Calls, package: str, answers: Answers
) -> Sample | None:
    """A call that needs no values but plain ones and has an answer in JSON."""
    for service, view in _answered(services):
        if view.body is not None:
            continue
        call = calls.call(view, full=False)
        if len(call.fields) > 1 or not all(isinstance(it, str) for _, it in call.fields):
            continue
        if found := _sample("Example", service, view, call, package, answers):
            return found
    return None


def nested_sample(
    services: Sequence[Service],
    calls: Calls,
    package: str,
    answers: Answers,
    objects: Collection[str],
) -> Sample | None:
    """A call that sends an object within another; `objects` are their types."""
    if not objects:
        return None
    names = {f"{package}.{it}" for it in objects}
    for service, view in _answered(services):
        if view.body is None or view.body.kind != "json":
            continue
        for full in (False, True):
            call = calls.call(view, full=full)
            if not any(_is_object(value, names) for _, value in call.fields):
                continue
            found = _sample("Example_nested", service, view, call, package, answers)
            if found is not None and len(found.rest) <= LONGEST_SAMPLE:
                return found
    return None


def _is_object(value: Value, names: Collection[str]) -> bool:
    """Whether an expression makes one of these, or a list or map of them."""
    return isinstance(value, Literal) and _CALLS.sub("", value.head) in names


def _answered(services: Sequence[Service]) -> Iterator[tuple[Service, MethodView]]:
    """The methods that answer in JSON."""
    for service in services:
        for view in service.methods:
            is_plain = view.result and view.result != "*Download"
            if is_plain and view.operation.streaming is None:
                yield service, view


def _sample(
    name: str, service: Service, view: MethodView, call: Call, package: str, answers: Answers
) -> Sample | None:
    operation = view.operation
    main = next((it for it in view.results if it.type is not None and it.kind == "json"), None)
    answer = None if main is None else answers.of(operation, main)
    if answer is None or answer.kind != "json" or answer.status // 100 != 2:
        return None
    typed = f"{package}.{view.params_type}" if view.params_type else ""
    lines = call.of(f"client.{service.path}{view.name}(context.Background()", typed)
    if any("parse[" in it for it in lines):
        return None
    route = f"{operation.method} {path_template(operation)}"
    text = json_literal(answer.content)
    return Sample(name, lines[0], tuple(lines[1:]), answer.status, text, route)
