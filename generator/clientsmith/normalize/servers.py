"""Servers and their variables (OpenAPI 3.1, sections 4.8.5 and 4.8.6)."""

from __future__ import annotations

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of
from clientsmith.normalize.names import name_of
from clientsmith.normalize.options import Draft
from clientsmith.pointers import escape


def servers_of(context: Context, holder: Node) -> tuple[ir.Server, ...]:
    """The `servers` of the document, a path item or an operation."""
    if type(holder.value) is not dict or "servers" not in holder.value:
        return ()
    found = []
    for node in context.elements(holder, "servers"):
        if type(node.value) is not dict:
            context.warn("document/type", node, "a server must be an object; ignored")
            continue
        variables = []
        for name, variable in context.named(node, "variables"):
            if type(variable.value) is not dict:
                context.warn(
                    "document/type", variable, "a server variable must be an object; ignored"
                )
                continue
            variables.append(
                ir.ServerVariable(
                    name=name_of(name),
                    default=context.string(variable, "default"),
                    enum=tuple(context.strings(variable, "enum")),
                    docs=docs_of(context, variable),
                )
            )
        name = next(
            (
                node.value[key]
                for key in ("name", "x-speakeasy-server-id", "x-fern-server-name", "x-name")
                if type(node.value.get(key)) is str
            ),
            "",
        )
        found.append(
            ir.Server(
                url=context.string(node, "url"),
                variables=tuple(variables),
                name=name,
                docs=docs_of(context, node),
            )
        )
    return tuple(found)


def options_of(servers: tuple[ir.Server, ...]) -> list[Draft]:
    """The server variables that the client's constructor takes; each once."""
    found: dict[str, Draft] = {}
    for server in servers:
        for variable in server.variables:
            wire = variable.name.wire
            option = ir.ClientOption(
                name=variable.name,
                role="variable",
                target=wire,
                key=f"#/servers/variables/{escape(wire)}",
                default=variable.default,
                docs=variable.docs,
            )
            found.setdefault(wire, Draft(option, ("server",)))
    return list(found.values())
