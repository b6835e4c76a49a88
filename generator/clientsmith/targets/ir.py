"""The target `ir`: the intermediate representation as JSON."""

from __future__ import annotations

import msgspec

from clientsmith import ir
from clientsmith.names import Names
from clientsmith.render import File
from clientsmith.targets import Loss, Options


def lower(api: ir.Api, options: Options, names: Names | None = None) -> ir.Api:
    """The IR needs no lowering, there are no options, and the names are its own."""
    return api


def plan(package: ir.Api) -> list[File]:
    """One file, `ir.json`, indented, members in the order of the IR."""
    return [File("ir.json", dump(package))]


def losses(api: ir.Api) -> list[Loss]:
    """All of the IR is in the output."""
    return []


def dump(api: ir.Api) -> bytes:
    """The IR as indented JSON with a final newline."""
    return msgspec.json.format(msgspec.json.encode(api), indent=2) + b"\n"
