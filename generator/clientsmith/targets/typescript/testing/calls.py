"""The calls a test makes, and the requests the server has to see for them.

The expectation comes from the document, by `clientsmith.wire`; nothing of the runtime takes part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any as Json
from typing import TypeAlias

import msgspec

from clientsmith import ir, wire
from clientsmith.samples import example_members, sample_media, sample_parameter, sample_property
from clientsmith.samples.credentials import Credentials
from clientsmith.samples.shapes import Schemas, shortened
from clientsmith.targets.typescript.layout import display
from clientsmith.targets.typescript.operations import OperationView
from clientsmith.targets.typescript.reach import Reach, takes_files
from clientsmith.targets.typescript.testing.accepting import Accepting
from clientsmith.targets.typescript.testing.values import Sent, pretty
from clientsmith.targets.typescript.text import key, string_literal

LONGEST_VALUE = 1500
"""Characters of JSON after which an example is replaced by a smaller one."""

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
"""RFC 9110, section 5.6.2."""

Values: TypeAlias = Mapping[str, Mapping[str, Json]]
"""Of parameters: location -> name -> value."""


class Call(msgspec.Struct, frozen=True):
    """A call of a method, and what it has to send."""

    arguments: tuple[str, ...]
    members: tuple[str, ...]
    """Of the object that is the last argument."""
    values: Values
    body: Json
    """What is sent; UNSET for nothing."""
    expected: str
    """The second argument of `expect`."""
    size: int
    """How many values are given."""


class Calls:
    """Makes the calls of one API's operations."""

    def __init__(
        self, api: ir.Api, schemas: Schemas, reach: Reach, wide: str, *, is_test: bool = True
    ) -> None:
        """`is_test`: a call with what it must have has values that are made up."""
        self._is_test = is_test
        self._schemas = schemas
        self._files = reach.files
        self._sent = Sent(schemas, Accepting(schemas.all, reach, wide))
        self.credentials = Credentials(api)

    def call(
        self, view: OperationView, *, full: bool, fixed: Mapping[str, Json] | None = None
    ) -> Call:
        """A call with all arguments, or with the required ones; `fixed` are set in any case."""
        fixed = fixed or {}
        values: dict[str, dict[str, Json]] = {
            it: {} for it in ("path", "query", "header", "cookie")
        }
        arguments: list[str] = []
        members: list[str] = []
        size = 0
        for _, parameter in view.arguments.positional:
            value = self._parameter(parameter, full, fixed)
            values["path"][parameter.name.wire] = value
            arguments.append(self._sent.expression(parameter.type, value, 6))
        for it in view.arguments.members:
            source = it.source
            wanted = (full and _can_be_sent(source)) or source.required
            if not wanted and source.name.wire not in fixed:
                continue
            value = self._parameter(source, full, fixed)
            values[source.location][source.name.wire] = value
            name = key(it.key)
            text = self._sent.expression(source.type, value, 8, len(name) + 3)
            members.append(f"{name}: {text}")
        body: Json = msgspec.UNSET
        content = view.body
        if content is not None and view.arguments.flattened is not None:
            given = self._body_members(view, full, fixed)
            # A form and JSON have no files, even where their type has a place for some.
            files = view.arguments.flattened.pointer in self._files
            as_text = not takes_files(content.media)
            for prop in view.arguments.flattened.properties:
                if prop.name.wire in given:
                    name = key(prop.name.wire)
                    value = self._sent.expression(
                        prop.type,
                        given[prop.name.wire],
                        8,
                        len(name) + 3,
                        files=files,
                        as_text=as_text,
                    )
                    members.append(f"{name}: {value}")
            body = given if given or content.required else msgspec.UNSET
        elif content is not None and (full or content.required):
            body = self._whole(view, full)
            for name, value in fixed.items():
                if isinstance(body, dict) and name not in values["query"]:
                    body[name] = value
            if view.arguments.whole == "member":
                members.append(f"{key(view.arguments.body_key)}: {self._content(view, body)}")
            else:
                arguments.append(self._content(view, body))
        if (
            not members
            and view.arguments.has_params
            and view.arguments.required
            and body is msgspec.UNSET
        ):
            arguments.append("{}")
        size = sum(map(len, values.values())) + (
            len(body) if isinstance(body, dict) else body is not msgspec.UNSET
        )
        return Call(
            arguments=tuple(arguments),
            members=tuple(members),
            values=values,
            body=body,
            expected=self._expected(view, values, body),
            size=size,
        )

    def _content(self, view: OperationView, body: Json) -> str:
        assert view.body is not None
        media = view.body.media
        if media.format == "binary" and isinstance(body, str):
            return self._sent.file(media.type, body)
        if media.format in ("text", "xml", "events") and isinstance(body, str):
            return string_literal(body)
        if media.format == "multipart":
            return self._sent.members(media.type, body, 6)
        return self._sent.expression(media.type, body, 6, files=media.format == "binary")

    def _whole(self, view: OperationView, full: bool) -> Json:
        assert view.body is not None
        media = view.body.media
        value = self._sent.clean(
            media.type, shortened(sample_media(media, self._schemas.all, full=full))
        )
        if media.format in ("binary", "text", "xml", "events") and not isinstance(value, str):
            return "content"
        if media.format in ("form", "multipart") and not isinstance(value, dict):
            return {}
        if media.format == "lines" and not isinstance(value, list):
            return [value]
        return value

    def _parameter(self, parameter: ir.Parameter, full: bool, fixed: Mapping[str, Json]) -> Json:
        if parameter.name.wire in fixed:
            return fixed[parameter.name.wire]
        # An empty object or list is no segment of a path.
        wanted = full or parameter.location == "path"
        value = shortened(sample_parameter(parameter, self._schemas.all, full=wanted))
        if wanted and len(wire.json_text(value)) > LONGEST_VALUE:
            value = shortened(sample_parameter(parameter, self._schemas.all, full=False))
        return self._sent.clean(parameter.type, value)

    def _body_members(
        self, view: OperationView, full: bool, fixed: Mapping[str, Json]
    ) -> dict[str, Json]:
        assert view.body is not None and view.arguments.flattened is not None
        example: Mapping[str, Json] = {}
        if full or not self._is_test:
            example = example_members(view.body.media, self._schemas.all, full=full)
        found: dict[str, Json] = {}
        for prop in view.arguments.flattened.properties:
            name = prop.name.wire
            if prop.read_only or not (full or prop.required or name in fixed):
                continue
            if name in fixed:
                value = fixed[name]
            elif name in example:
                value = shortened(example[name])
            else:
                value = shortened(sample_property(prop, self._schemas.all, full=full))
                if full and len(wire.json_text(value)) > LONGEST_VALUE:
                    value = shortened(sample_property(prop, self._schemas.all, full=False))
            found[name] = self._sent.clean(prop.type, value)
        return found

    # --- what the server sees -----------------------------------------------------------------

    def line(self, view: OperationView, values: Values, further: Sequence[str] = ()) -> str:
        """Method and target."""
        operation = view.operation
        path = wire.path(operation.path, values["path"])
        pairs = [*wire.query(_in_order(view), values["query"]), *further]
        pairs.extend(self.credentials.pairs(operation, "query"))
        path, _, _ = path.partition("#")
        mark = "&" if "?" in path else "?"
        query = f"{mark}{'&'.join(pairs)}" if pairs else ""
        return f"{operation.method} {path if path.startswith('/') else '/' + path}{query}"

    def _expected(self, view: OperationView, values: Values, body: Json) -> str:
        operation = view.operation
        parts = [f"line: {string_literal(self.line(view, values))}"]
        headers = wire.headers(_in_order(view), values["header"])
        for name, value in self.credentials.headers(operation).items():
            headers.setdefault(name, value)
        cookies = wire.cookies(_in_order(view), values["cookie"])
        cookies.extend(self.credentials.pairs(operation, "cookie"))
        if cookies:
            headers["cookie"] = "; ".join(cookies)
        if view.body is not None and body is not msgspec.UNSET:
            declared = view.body.media.content_type.partition(";")[0].strip().lower()
            if "*" not in declared:
                headers["content-type"] = declared
        if headers:
            parts.append(f"headers: {pretty(dict(headers), 8, 9)}")
        parts.extend(self._body(view, body))
        return display("", "{", parts, "}", 6, reserve=len("expect(requests[0], );"))

    def _body(self, view: OperationView, body: Json) -> list[str]:
        if view.body is None or body is msgspec.UNSET:
            return ["body: ''"]
        match view.body.media.format, body:
            case "json", _:
                return [f"json: {pretty(body, 8, 6)}"]
            case "form", dict():
                return [f"body: {string_literal(wire.form(body, view.body.media.encoding))}"]
            case "multipart", dict():
                rows = [list(it) for it in wire.parts(body, view.body.media.encoding, body)]
                return [f"parts: {pretty(rows, 8, 7)}"]
            case "lines", list():
                text = "".join(wire.json_text(it) + "\n" for it in body)
                return [f"body: {string_literal(text)}"]
            case _, str():
                return [f"body: {string_literal(body)}"]
            case _:
                return []


def _can_be_sent(parameter: ir.Parameter) -> bool:
    """Whether HTTP has a place for it: there are documents with spaces in names of headers."""
    return parameter.location != "header" or re.fullmatch(_TOKEN, parameter.name.wire) is not None


def _in_order(view: OperationView) -> tuple[ir.Parameter, ...]:
    """The parameters in the order of the method's arguments."""
    return tuple(
        [
            *(it for _, it in view.arguments.positional),
            *(it.source for it in view.arguments.members),
        ]
    )
