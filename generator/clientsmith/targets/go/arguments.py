"""An argument of a method, or a field of the struct of its parameters."""

from __future__ import annotations

import msgspec

from clientsmith import ir


class Argument(msgspec.Struct, frozen=True):
    """An argument of a method, or a field of the struct of its parameters."""

    name: str
    location: str
    """`path`, `query`, `header`, `cookie`, `body` (a member) or `content` (the whole body)."""
    wire: str
    kind: ir.Type
    type: str
    required: bool
    source: ir.Parameter | ir.Property | None

    @property
    def positional(self) -> bool:
        """Whether it is an argument of the method: a path parameter that the client cannot fill."""
        return self.location == "path" and not option_of(self.source)


def option_of(source: ir.Parameter | ir.Property | None) -> ir.Pointer:
    """The client's option that fills a parameter; empty: there is none."""
    return source.option if isinstance(source, ir.Parameter) else ""
