"""What the tests of one module share."""

from __future__ import annotations

import msgspec

from clientsmith.samples.answers import Answers
from clientsmith.samples.shapes import (
    Schemas,
)
from clientsmith.scopes import Scope
from clientsmith.targets.python.testing.data import Data
from clientsmith.targets.python.testing.errors import ErrorModels
from clientsmith.targets.python.testing.names import TestNames
from clientsmith.targets.python.testing.received import Received
from clientsmith.targets.python.testing.requests import (
    Requests,
)


class Module(msgspec.Struct):
    """What the tests of one module share."""

    answers: Answers
    names: TestNames
    requests: Requests
    received: Received
    errors: ErrorModels
    data: Data
    path: tuple[str, ...]
    """Attributes from the client to the resource."""
    classes: Scope = msgspec.field(default_factory=Scope)

    @property
    def schemas(self) -> Schemas:
        """Of the API."""
        return self.answers.schemas
