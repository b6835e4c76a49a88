"""The arguments of an operation: a path parameter, an object with all others, or the body."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from clientsmith import ir
from clientsmith.contents import Body, body_of, resolve
from clientsmith.scopes import Scope
from clientsmith.targets.typescript.text import identifier

_FETCHS_OWN = frozenset(
    {
        *("connection", "content-length", "expect", "keep-alive", "te", "trailer"),
        *("transfer-encoding", "upgrade"),
    }
)
"""Headers about the connection: fetch writes them, and refuses most that are given to it."""

LOCATIONS = ("path", "query", "header", "cookie")


class Argument(msgspec.Struct, frozen=True):
    """A parameter within the object of parameters."""

    key: str
    """The member's name: the wire's own, unless that is taken."""
    source: ir.Parameter

    @property
    def required(self) -> bool:
        """Whether a call must give it: the client has nothing that would fill it."""
        return self.source.required and not self.source.option


class Arguments(msgspec.Struct, frozen=True):
    """What a method takes besides its options."""

    positional: tuple[tuple[str, ir.Parameter], ...]
    """The last path parameter: its name, and itself."""
    members: tuple[Argument, ...]
    """Parameters that are members of the object of parameters."""
    flattened: ir.Object | None
    """The body whose members are beside them."""
    whole: str
    """The body as it is: a `member` of the object, called `body_key`, or the `argument` itself."""
    body_key: str
    required: bool
    """Whether the object of parameters, or the body, must be given."""

    @property
    def has_params(self) -> bool:
        """Whether there is an object of parameters, or a body in its place."""
        return bool(self.members or self.flattened or self.whole)


def sent_body(operation: ir.Operation, schemas: Mapping[ir.Pointer, ir.Schema]) -> Body | None:
    """The body of an operation; `fetch` sends none with GET and HEAD."""
    return None if operation.method in ("GET", "HEAD") else body_of(operation, schemas)


def arguments_of(
    operation: ir.Operation, body: Body | None, schemas: Mapping[ir.Pointer, ir.Schema]
) -> Arguments:
    """The arguments, in the manner of the hosted generator's clients."""
    path = [part for part in operation.path if isinstance(part, ir.Parameter)]
    last = path[-1].name.wire if path else None
    positional: list[tuple[str, ir.Parameter]] = []
    others: list[ir.Parameter] = []
    for it in sorted(operation.parameters, key=lambda it: LOCATIONS.index(it.location)):
        if it.location == "path" and it.name.wire == last and not it.option:
            positional = [(argument_name(it), it)]
        elif not is_fetchs_own(it):
            others.append(it)
    flattened = _flattened(body, schemas)
    scope = Scope()
    members = tuple(
        Argument(scope.claim(it.name.wire, f"{it.location}_{it.name.wire}"), it) for it in others
    )
    if flattened is not None and any(
        prop.name.wire in scope for prop in flattened.properties if not prop.read_only
    ):
        flattened = None  # its members cannot be told from the parameters
    whole = ""
    if body is not None and flattened is None:
        whole = "member" if members else "argument"
    required = any(it.required for it in members)
    if body is not None and body.required:
        required = required or flattened is None
    if flattened is not None:
        required = required or any(
            prop.required and not prop.read_only for prop in flattened.properties
        )
    return Arguments(
        positional=tuple(positional),
        members=members,
        flattened=flattened,
        whole=whole,
        body_key=scope.claim("body", "request_body"),
        required=required,
    )


def is_fetchs_own(parameter: ir.Parameter) -> bool:
    """Whether it is a header that only fetch itself can write."""
    return parameter.location == "header" and parameter.name.wire.lower() in _FETCHS_OWN


def argument_name(parameter: ir.Parameter) -> str:
    """The name of a positional argument."""
    scope = Scope({"client", "params", "body", "options", "query"})
    name = identifier(parameter.name.words, "value")
    return scope.claim(name, f"{name}Param")


def _flattened(body: Body | None, schemas: Mapping[ir.Pointer, ir.Schema]) -> ir.Object | None:
    """The body, when its members can stand beside the parameters."""
    if body is None or body.properties is None:
        return None
    schema = resolve(body.media.type, schemas)
    if not isinstance(schema, ir.Object) or schema.additional is not None:
        return None
    must = any(prop.required and not prop.read_only for prop in schema.properties)
    # Otherwise leaving the body out and leaving its members out would be the same.
    return None if must and not body.required else schema
