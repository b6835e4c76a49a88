"""The calls a test makes, and the requests the server has to see for them.

The expectation comes from the document, by `clientsmith.wire`; nothing of the runtime takes part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any as Json

import msgspec

from clientsmith import ir, wire
from clientsmith.samples import example_members, sample_media, sample_parameter, sample_property
from clientsmith.samples.credentials import Credentials
from clientsmith.samples.shapes import Schemas, shortened
from clientsmith.targets.go.arguments import Argument
from clientsmith.targets.go.expressions import Expressions
from clientsmith.targets.go.layout import Literal, Value, printed
from clientsmith.targets.go.operations import MethodView
from clientsmith.targets.go.testing.values import Sent
from clientsmith.targets.go.text import json_literal, string_literal, text_literal

LONGEST_VALUE = 1500
_CONTROL = re.compile(r"\\[nr]|\\u00[01]")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Call(msgspec.Struct, frozen=True):
    """A call of a method, and what it has to send."""

    arguments: str
    """Behind the context."""
    fields: tuple[tuple[str, Value], ...]
    line: str
    headers: tuple[tuple[str, str], ...]
    body: str
    """The check of the body: a statement's argument, such as `wantJSON(...)`."""

    def of(self, method: str, parameters: str, *options: str) -> list[str]:
        """The lines of the expression; `parameters` is the type of the struct, if there is one."""
        tail = "".join(f", {it}" for it in options) + ")"
        if not parameters:
            return [f"{method}{self.arguments}{tail}"]
        head = f"{method}{self.arguments}, {parameters}"
        return printed(Literal(head, self.fields, tail), broken=True)


class Calls:
    """Makes the calls of one API's operations."""

    def __init__(
        self, api: ir.Api, schemas: Schemas, expressions: Expressions, *, is_test: bool = True
    ) -> None:
        """`is_test`: a call with what it must have has values that are made up."""
        self._is_test = is_test
        self.schemas = schemas
        self.sent = Sent(schemas)
        self._expressions = expressions
        self.credentials = Credentials(api)

    def call(
        self, view: MethodView, *, full: bool, fixed: Mapping[str, Json] | None = None
    ) -> Call:
        """A call with all arguments, or with the required ones; `fixed` are set in any case."""
        fixed = fixed or {}
        example = self._example(view, full)
        values: dict[str, dict[str, Json]] = {
            it: {} for it in ("path", "query", "header", "cookie")
        }
        members: dict[str, Json] = {}
        content: Json = msgspec.UNSET
        positional: list[str] = []
        fields: list[tuple[str, Value]] = []
        for it in view.arguments:
            is_needed = it.required or (it.source is not None and it.source.required)
            if not (full or is_needed or it.wire in fixed):
                continue
            if it.location == "header" and not _TOKEN.fullmatch(it.wire):
                continue
            value = self._value(view, it, full, fixed, example)
            if it.location == "header" and _CONTROL.search(wire.json_text(value)):
                continue
            if not self.sent.is_sent_whole(it.kind, value):
                if it.location != "path":
                    continue
                value = 1 if it.type == "int64" else "2019-12-27"
            value = self.sent.clean(it.kind, value)
            match it.location:
                case "path" if it.positional:
                    positional.append(self._expressions.argument(it, view.owner, value))
                    values["path"][it.wire] = value
                    continue
                case "body":
                    members[it.wire] = value
                case "content":
                    content = value
                case _:
                    values[it.location][it.wire] = value
            fields.append((it.name, self._expressions.field(it, view.owner, value)))
        body = content
        if view.body is not None and view.body.properties is not None:
            body = members if members or view.body.required else msgspec.UNSET
        return Call(
            arguments="".join(f", {it}" for it in positional),
            fields=tuple(fields),
            line=self.line(view, values),
            headers=tuple(self._headers(view, values).items()),
            body=self._body(view, body),
        )

    def line(self, view: MethodView, values: Mapping[str, Mapping[str, Json]]) -> str:
        """Method and target."""
        operation = view.operation
        target = wire.path(operation.path, values["path"])
        pairs = [
            *wire.query(_parameters(view), values["query"]),
            *self.credentials.pairs(operation, "query"),
        ]
        target, _, _ = target.partition("#")
        for pair in pairs:
            target += f"{'&' if '?' in target else '?'}{pair}"
        return f"{operation.method} {target if target.startswith('/') else '/' + target}"

    def _headers(
        self, view: MethodView, values: Mapping[str, Mapping[str, Json]]
    ) -> dict[str, str]:
        # A parameter of that name is given for this one call, and comes before the credentials.
        found = dict(self.credentials.headers(view.operation))
        found |= wire.headers(_parameters(view), values["header"])
        cookies = wire.cookies(_parameters(view), values["cookie"])
        cookies += self.credentials.pairs(view.operation, "cookie")
        if cookies:
            found["cookie"] = "; ".join(cookies)
        if view.body is not None and view.body.kind.startswith(("multipart", "binary", "text")):
            found.pop("content-type", None)
        for name in ("connection", "content-length", "host", "transfer-encoding"):
            found.pop(name, None)
        return found

    def _example(self, view: MethodView, full: bool) -> Mapping[str, Json]:
        if view.body is None or view.body.properties is None or (self._is_test and not full):
            return {}
        return example_members(view.body.media, self.schemas.all, full=full)

    def _value(
        self,
        view: MethodView,
        argument: Argument,
        full: bool,
        fixed: Mapping[str, Json],
        example: Mapping[str, Json],
    ) -> Json:
        if argument.wire in fixed and argument.location != "path":
            return fixed[argument.wire]
        if argument.location == "body" and argument.wire in example:
            return shortened(example[argument.wire])
        value = shortened(self._sample(view, argument, full))
        if full and len(wire.json_text(value)) > LONGEST_VALUE:
            value = shortened(self._sample(view, argument, False))
        return value

    def _sample(self, view: MethodView, argument: Argument, full: bool) -> Json:
        match argument.source:
            case ir.Parameter() as parameter:
                wanted = full or parameter.location == "path"
                return sample_parameter(parameter, self.schemas.all, full=wanted)
            case ir.Property() as prop:
                return sample_property(prop, self.schemas.all, full=full)
            case None:
                assert view.body is not None
                return sample_media(view.body.media, self.schemas.all, full=full)

    # --- the body -----------------------------------------------------------------------------

    def _body(self, view: MethodView, body: Json) -> str:
        """What the server has to see of the body, as an expression."""
        if view.body is None or body is msgspec.UNSET:
            return "wantBytes(``)"
        kind = view.body.kind.partition(":")[0]
        match kind, body:
            case "json", _:
                return f"wantJSON({json_literal(body)})"
            case "form", dict():
                return f"wantBytes({text_literal(wire.form(body, view.body.media.encoding))})"
            case "multipart", dict():
                parts = [
                    f"{{{string_literal(name)}, {text_literal(written)}}}"
                    for name, written in wire.parts(body, view.body.media.encoding, body)
                ]
                return f"wantParts([][2]string{{{', '.join(parts)}}})"
            case "lines", list():
                lines = "".join(f"{wire.json_text(it)}\n" for it in body)
                return f"wantBytes({string_literal(lines)})"
            case _, None:
                return "wantBytes(``)"
            case _, str():
                return f"wantBytes({text_literal(body)})"
            case _:
                return "wantAny"


def _parameters(view: MethodView) -> tuple[ir.Parameter, ...]:
    return tuple(it.source for it in view.arguments if isinstance(it.source, ir.Parameter))
