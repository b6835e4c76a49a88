"""The calls a test makes, and the requests the server has to see for them.

The expectation comes from the document, by `clientsmith.wire`; nothing of the runtime takes part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any as Json
from typing import TypeAlias

import msgspec

from clientsmith import ir, wire
from clientsmith.samples import (
    example_members,
    fits,
    sample_media,
    sample_parameter,
    sample_property,
)
from clientsmith.samples.credentials import Credentials
from clientsmith.samples.shapes import (
    Schemas,
    shortened,
)
from clientsmith.targets.python.arguments import Argument
from clientsmith.targets.python.expressions import (
    STEP,
    Expression,
    call,
    equality,
    json_value,
    parenthesized,
    sequence,
    tuple_of,
)
from clientsmith.targets.python.imports import Imports
from clientsmith.targets.python.methods import OperationView
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.sent import Sent
from clientsmith.targets.python.text import (
    LINE_LENGTH,
    bytes_literal,
    literal,
    string_literal,
    width,
)

LONGEST_VALUE = 1500
"""Characters of JSON after which an example is replaced by a smaller one."""

_LOCATIONS = ("path", "query", "header", "cookie")


Values: TypeAlias = Mapping[str, Mapping[str, Json]]
"""Of parameters: location -> name -> value."""


class Call(msgspec.Struct, frozen=True):
    """A call of a method, and what it has to send."""

    arguments: tuple[tuple[str, Expression], ...]
    """Label (`name=`, or "" for a positional one) and value."""
    values: Values
    body: Json
    """What is sent; UNSET for nothing."""
    arriving: Json
    """The same as the server sees it."""


class Given(msgspec.Struct, frozen=True):
    """The value of an argument."""

    value: Json
    """As a caller gives it, by the names of the wire."""
    arriving: Json
    """As the server sees it."""
    source: Expression = ""
    """The argument's source; empty where it has names that each module decides."""
    imports: Imports | None = None
    """Of the standard library, for the source."""


GivenValues: TypeAlias = dict[tuple[object, ...], Given]
"""What arguments were given so far, by what those of one value have in common."""


class Requests:
    """Makes the calls of one API's operations."""

    def __init__(
        self,
        api: ir.Api,
        schemas: Schemas,
        sent: Sent,
        names: TestNames,
        given: GivenValues | None = None,
    ) -> None:
        """`given` are the values of arguments, which operations share."""
        self.api = api
        self.schemas = schemas
        self.sent = sent
        self.names = names
        self.given = {} if given is None else given
        self.credentials = Credentials(api)
        self._shows = not names.is_test
        self._alone = TestNames(names.package)
        """Of a module that needs nothing so far: what a value alone needs shows in it."""

    def call(
        self, view: OperationView, *, full: bool, fixed: Mapping[str, Json] | None = None
    ) -> Call:
        """A call with all arguments, or with the required ones; `fixed` are set in any case."""
        fixed = fixed or {}
        chosen = [
            it
            for it in view.arguments
            if (full and _can_be_sent(it)) or _is_needed(it) or it.wire in fixed
        ]
        example = self._body_example(view, full)
        values: dict[str, dict[str, Json]] = {it: {} for it in _LOCATIONS}
        members: dict[str, Json] = {}
        arriving: dict[str, Json] = {}
        content = Given(msgspec.UNSET, msgspec.UNSET)
        arguments: list[tuple[str, Expression]] = []
        for argument in chosen:
            given = self._given(view, argument, full, fixed, example)
            match argument.location:
                case "body":
                    members[argument.wire] = given.value
                    arriving[argument.wire] = given.arriving
                case "content":
                    content = given
                case location:
                    values[location][argument.wire] = given.arriving
            label = "" if argument.positional else f"{argument.name}="
            written = given.source
            if not written:
                written = self._expression(argument.type, given.value, self.sent, self.names)
            elif given.imports is not None:
                self.names.standard.include(given.imports)
            arguments.append((label, written))
        body = content
        into = view.body
        if into is not None and into.properties is not None and (members or into.required):
            body = Given(members, arriving)
        for index, argument in enumerate(chosen):
            if argument.location == "header" and argument.wire.lower() == "content-length":
                size = self._size(view, argument, body)  # a server reads so much
                values["header"][argument.wire] = size
                arguments[index] = (f"{argument.name}=", self.sent.expression(argument.type, size))
        return Call(
            arguments=tuple(arguments),
            values=values,
            body=body.value,
            arriving=body.arriving,
        )

    def _given(
        self,
        view: OperationView,
        argument: Argument,
        full: bool,
        fixed: Mapping[str, Json],
        example: Mapping[str, Json],
    ) -> Given:
        key = _key(argument, full)
        if not key or argument.wire in fixed or argument.wire in example:
            return self._made(argument, self._value(view, argument, full, fixed, example))
        found = self.given.get(key)
        if found is None:
            value = self._value(view, argument, full, fixed, example)
            found = self.given[key] = self._made(argument, value)
        return found

    def _made(self, argument: Argument, value: Json) -> Given:
        kind = argument.type
        match kind, value:  # the usual needs no looking behind
            case ir.String(format=form), str() if form not in ("date-time", "date"):
                return Given(value, value, string_literal(value))
            case (ir.Boolean(), bool()) | (ir.Integer(), int()):
                return Given(value, value, literal(value))
            case _:
                pass
        if argument.location != "path" or self.schemas.shape(kind).type != ir.Null():
            value = self.sent.clean(kind, value)  # no segment can be null
        arriving = self.sent.in_json(kind, value)
        alone = self._alone
        written = self._expression(kind, value, self.sent.into(alone), alone)
        if not alone.standard.names and not alone.own.names:
            return Given(value, arriving, written)
        self._alone = TestNames(self.names.package)
        return Given(value, arriving, "" if alone.own.names else written, alone.standard)

    def _size(self, view: OperationView, argument: Argument, body: Given) -> Json:
        """The value of a parameter that is the length of the body, which the caller gives here."""
        content = "" if body.value is msgspec.UNSET else body.value
        if not isinstance(content, str) or (view.body and view.body.kind.startswith("json")):
            content = wire.json_text("" if body.value is msgspec.UNSET else body.arriving)
        size = len(content.encode())
        kind = self.schemas.shape(argument.type).type
        return str(size) if isinstance(kind, ir.String) else size

    def _expression(self, kind: ir.Type, value: Json, sent: Sent, names: TestNames) -> Expression:
        """A value that a type has no place for, as of one that contains itself, is any value."""
        written = sent.expression(kind, value)
        if self.schemas.has_place(kind, value):
            return written
        names.standard.add("typing", "Any")
        names.standard.add("typing", "cast")
        return call("cast", "Any", written)

    def line(
        self, view: OperationView, values: Values, further: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Method and target, the query's pairs apart."""
        operation = view.operation
        path = wire.path(operation.path, values["path"])
        pairs = list(further)
        if values["query"]:
            pairs = [*wire.query(_in_order(view), values["query"]), *further]
        pairs.extend(self.credentials.pairs(operation, "query"))
        path, fragment, _ = path.partition("#")
        if fragment and not pairs:
            return (f"{operation.method} {path}",)
        marks = ["&" if "?" in path or index else "?" for index in range(len(pairs))]
        return (
            f"{operation.method} {path if path.startswith('/') else '/' + path}",
            *(f"{mark}{pair}" for mark, pair in zip(marks, pairs, strict=True)),
        )

    def _body_example(self, view: OperationView, full: bool) -> Mapping[str, Json]:
        """The members of the document's example of the body, where it has one."""
        # Tests also send what is made up: an example with everything has the other values.
        if view.body is None or view.body.properties is None or not (full or self._shows):
            return {}
        return example_members(view.body.media, self.schemas.all, full=full)

    def _value(
        self,
        view: OperationView,
        argument: Argument,
        full: bool,
        fixed: Mapping[str, Json],
        example: Mapping[str, Json],
    ) -> Json:
        if argument.wire in fixed:
            return fixed[argument.wire]
        if argument.location == "body" and argument.wire in example:
            return self._shortened(argument, example[argument.wire])
        value = self._sample(view, argument, full)
        if not isinstance(value, dict | list):
            return value
        if full and len(wire.json_text(shortened(value))) > LONGEST_VALUE:
            value = self._sample(view, argument, False)
        return self._shortened(argument, value)

    def _shortened(self, argument: Argument, value: Json) -> Json:
        """The value with its long lists cut, where they are no tuples."""
        short = shortened(value)
        if short is value or fits(short, argument.type, self.schemas.all):
            return short
        return value if fits(value, argument.type, self.schemas.all) else short

    def _sample(self, view: OperationView, argument: Argument, full: bool) -> Json:
        match argument.source:
            case ir.Parameter() as parameter:
                # An empty object or list is no segment of a path.
                wanted = full or parameter.location == "path"
                return sample_parameter(parameter, self.schemas.all, full=wanted)
            case ir.Property() as prop:
                return sample_property(prop, self.schemas.all, full=full)
            case None:
                assert view.body is not None
                return sample_media(
                    view.body.media, self.schemas.all, full=full, known=self.schemas.known
                )

    # --- what the server sees -----------------------------------------------------------------

    def assertions(self, view: OperationView, made: Call) -> list[str]:
        """Statements about the request that the server gets for a call."""
        operation = view.operation
        values = made.values
        found = [line_assertion(f"{_REQUEST}.line", self.line(view, values))]
        expected = self.credentials.headers(operation)
        # An argument that is the credential itself is sent instead.
        if values["header"]:
            expected |= wire.headers(_in_order(view), values["header"])
        cookies = wire.cookies(_in_order(view), values["cookie"]) if values["cookie"] else []
        cookies.extend(self.credentials.pairs(operation, "cookie"))
        if cookies:
            expected["cookie"] = "; ".join(cookies)
        found.extend(_header(name, value) for name, value in expected.items())
        found.extend(self._body(view, made.body, made.arriving))
        return found

    def _body(self, view: OperationView, body: Json, arriving: Json) -> list[str]:
        if view.body is None or body is msgspec.UNSET:
            return [equality(f"{_REQUEST}.body", 'b""', 8)]
        kind, _, _ = view.body.kind.partition(":")
        declared = view.body.media.content_type.partition(";")[0].strip().lower()
        found: list[str] = []
        if "*" not in declared:
            found.append(equality(f"{_REQUEST}.content_type", string_literal(declared), 8))
        match kind, body:
            case "json", _:
                found.append(equality(f"{_REQUEST}.json", json_value(arriving), 8))
            case "form", dict():
                encodings = view.body.media.encoding
                written = wire.form(arriving, encodings).encode()
                return [*found, equality(f"{_REQUEST}.body", bytes_literal(written), 8)]
            case "multipart", dict():
                rows: list[Expression] = [
                    tuple_of([string_literal(name), bytes_literal(written.encode())])
                    for name, written in wire.parts(body, view.body.media.encoding, arriving)
                ]
                left = f"[(part.name, part.content) for part in {_REQUEST}.parts]"
                found.append(equality(left, sequence(rows), 8))
            case "lines", list():
                lines = [wire.json_text(it) + "\n" for it in arriving]
                found.append(
                    equality(f"{_REQUEST}.body", bytes_literal("".join(lines).encode()), 8)
                )
            case _, str():
                found.append(equality(f"{_REQUEST}.body", bytes_literal(body.encode()), 8))
            case _:
                pass
        return found


def _key(argument: Argument, full: bool) -> tuple[object, ...]:
    """What arguments of one value have in common; () where each has its own."""
    match argument.source:
        case ir.Parameter() as it:
            return it.pointer, id(it.type), full
        case ir.Property() as it if it.docs.examples or it.default is not msgspec.UNSET:
            return id(it), full
        case ir.Property() as it:
            return it.name.wire, id(it.type), full, "body"
        case None:
            return ()


def _is_needed(argument: Argument) -> bool:
    """Whether a call has to give it, or the client, which the tests do not."""
    source = argument.source
    return argument.required or (isinstance(source, ir.Parameter) and source.required)


def _can_be_sent(argument: Argument) -> bool:
    """Whether HTTP has a place for it: there are documents with spaces in names of headers."""
    return argument.location != "header" or re.fullmatch(_TOKEN, argument.wire) is not None


_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
"""RFC 9110, section 5.6.2."""


def _in_order(view: OperationView) -> tuple[ir.Parameter, ...]:
    """The parameters in the order of the method's arguments."""
    return tuple(it.source for it in view.arguments if isinstance(it.source, ir.Parameter))


_REQUEST = "server.request"


@cache
def _header(name: str, value: str) -> str:
    """What is said of a header; most requests have the same ones."""
    return equality(f"{_REQUEST}.headers[{string_literal(name)}]", string_literal(value), 8)


def line_assertion(left: str, line: Sequence[str], indent: int = 8) -> str:
    """`assert left == "GET ..."`, the query's pairs one below the other when it is long."""
    whole = string_literal("".join(line))
    if indent + width(f"assert {left} == {whole}") <= LINE_LENGTH:
        return f"assert {left} == {whole}"
    pieces = [string_literal(piece) for piece in line]
    if indent + STEP + width(" ".join(pieces)) <= LINE_LENGTH:
        pieces = [whole]
    return parenthesized(f"assert {left} == ", pieces, indent)
