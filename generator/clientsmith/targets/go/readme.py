"""README, reference and example: what people read of the module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from clientsmith import ir
from clientsmith.contents import body_of
from clientsmith.markdown import markdown_text
from clientsmith.samples.answers import Answers
from clientsmith.targets.go.comments import plain
from clientsmith.targets.go.constants import path_template
from clientsmith.targets.go.operations import MethodView
from clientsmith.targets.go.testing.calls import Call, Calls
from clientsmith.targets.go.testing.suite import Service
from clientsmith.targets.go.testing.values import json_literal


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
    """A call that the README shows and the example makes."""

    call: str
    """The expression, or its first line."""
    rest: tuple[str, ...]
    """Its further lines."""
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


def sample_of(
    api: ir.Api, services: Sequence[Service], package: str, answers: Answers
) -> Sample | None:
    """A call that needs no values but plain ones and has an answer in JSON."""
    calls = Calls(api, answers.schemas, package)
    for service in services:
        for view in service.methods:
            found = _sample(api, calls, service, view, package, answers)
            if found is not None:
                return found
    return None


def _sample(
    api: ir.Api,
    calls: Calls,
    service: Service,
    view: MethodView,
    package: str,
    answers: Answers,
) -> Sample | None:
    operation = view.operation
    main = next((it for it in view.results if it.type is not None and it.kind == "json"), None)
    if main is None or not view.result or operation.streaming is not None:
        return None
    if body_of(operation, api.schemas) is not None or view.result == "*Download":
        return None
    call: Call = calls.call(view, full=False)
    if "read[" in call.arguments or any("read[" in value for _, value in call.fields):
        return None
    answer = answers.of(operation, main)
    if answer.kind != "json" or answer.status != 200:
        return None
    head = f"client.{service.path}{view.name}(context.Background(){call.arguments}"
    lines = [f"{head})"]
    if view.params_type:
        lines = [f"{head}, {package}.{view.params_type}{{}})"]
        if call.fields:
            inner = [f"\t{name}: {value}," for name, value in call.fields[:1]]
            if len(call.fields) > 1:
                return None
            lines = [f"{head}, {package}.{view.params_type}{{", *inner, "})"]
    route = f"{operation.method} {path_template(operation)}"
    return Sample(lines[0], tuple(lines[1:]), json_literal(answer.content), route)
