"""What the tests of one module share, and what templates see of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from clientsmith import ir
from clientsmith.samples.answers import Answers
from clientsmith.samples.shapes import (
    Schemas,
)
from clientsmith.targets.python.annotations import Annotations
from clientsmith.targets.python.scopes import Scope
from clientsmith.targets.python.symbols import Symbols
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.requests import (
    Requests,
)
from clientsmith.targets.python.testing.sent import Sent


class FunctionView(msgspec.Struct, frozen=True):
    """A method of a class of tests."""

    decorator: str
    head: str
    body: tuple[str, ...]


class ConstantView(msgspec.Struct, frozen=True):
    """A constant of a module of tests."""

    text: str
    apart: bool
    """Whether a class goes before."""


class OperationTests(msgspec.Struct, frozen=True):
    """The tests of one operation."""

    name: str
    doc: str
    constants: tuple[ConstantView, ...]
    functions: tuple[FunctionView, ...]


@dataclass(slots=True)
class Face:
    """The sync or the async way to say a thing."""

    client: str
    """The fixture."""
    type: str
    suffix: str
    keyword: str
    wait: str
    """`await ` or nothing."""
    prefix: str
    """`async ` or nothing."""


@dataclass(slots=True)
class Module:
    """What the tests of one module share."""

    api: ir.Api
    symbols: Symbols
    answers: Answers
    names: TestNames
    path: tuple[str, ...]
    """Attributes from the client to the resource."""
    faces: tuple[Face, Face]
    schemas: Schemas = field(init=False)
    sent: Sent = field(init=False)
    requests: Requests = field(init=False)
    annotations: Annotations = field(init=False)
    first: bool = True
    """Whether there is no class yet."""
    classes: Scope = field(default_factory=Scope)
    constants: Scope = field(default_factory=Scope)

    def __post_init__(self) -> None:
        self.schemas = self.answers.schemas
        self.sent = Sent(self.schemas, self.symbols, self.names)
        self.requests = Requests(self.api, self.schemas, self.sent, self.names)
        self.annotations = Annotations(
            schemas=self.api.schemas,
            symbols=self.symbols,
            imports=self.names.standard,
            names=self.names,
            runtime=f"{self.names.package}._runtime",
        )
        self.names.local.add(".server", "Server")
