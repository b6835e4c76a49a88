"""What `places` knows: a schema's name and origin, and the operations that schemas stand in."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from clientsmith import ir
from clientsmith.normalize.names import singular_words

Words: TypeAlias = tuple[str, ...]


class Place(msgspec.Struct, frozen=True):
    """The name of a schema, what it may be called instead when that is taken, and its origin."""

    words: Words
    origin: ir.Origin
    longer: Words = ()
    """With plurals kept and `item` added, for the case that the short name is taken."""
    wire: str = ""
    given: bool = False
    """Named by the config or an extension."""


class Owner(msgspec.Struct, frozen=True):
    """An operation or webhook, as far as names need it."""

    pointer: str
    resource: tuple[ir.Name, ...]
    method: Words
    success: str = "200"
    """The status of the ordinary answer."""
    webhook: bool = False
    preferred: dict[str, str] = msgspec.field(default_factory=dict)
    """Pointer of a `content` object -> its preferred media type."""

    @property
    def base(self) -> Words:
        """What names of its schemas begin with."""
        return (
            (*singular_words(self.resource[-1].words), *self.method)
            if self.resource
            else self.method
        )
