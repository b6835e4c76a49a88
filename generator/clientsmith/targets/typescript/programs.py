"""Programs that show how a package is used: of the reference, and in the comments of methods."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from clientsmith import ir
from clientsmith.reference.language import visible
from clientsmith.samples.shapes import Schemas
from clientsmith.targets.typescript.operations import OperationView
from clientsmith.targets.typescript.readme import called, made_with
from clientsmith.targets.typescript.resources import ResourceView
from clientsmith.targets.typescript.testing.calls import Calls
from clientsmith.targets.typescript.text import identifier

if TYPE_CHECKING:
    from clientsmith.targets.typescript.package import Package

_MEMBER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")

Found: TypeAlias = tuple[ResourceView, OperationView]
"""An operation, and where it is."""


class Programs:
    """Writes programs with operations of the package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._schemas = Schemas(package.api)
        self._calls = Calls(
            package.api, self._schemas, package.symbols.reach, package.wide, is_test=False
        )

    def sample(self, found: Found, full: bool) -> str:
        """A program that calls an operation, with all arguments or those that it must have."""
        return "\n".join([*self._head(), *self.body(found, full)])

    def _head(self) -> list[str]:
        facts = self._package.facts
        return [
            f"import {facts.client} from '{facts.package}';",
            "",
            f"const client = new {facts.client}({made_with(self._package.api)});",
            "",
        ]

    def body(self, found: Found, full: bool) -> list[str]:
        """The call, and a look at what it gives."""
        operation = found[1].operation
        if operation.paging is not None:
            name, shown = self._looked_at(operation.paging.item)
            start = f"for await (const {name} of "
            return [
                "// Automatically fetches more pages as needed.",
                called(self._calls, found, start, ") {", full=full),
                f"  console.log({shown});",
                "}",
            ]
        if operation.streaming is not None and operation.streaming.always:
            return [
                called(self._calls, found, "const stream = await ", ";", full=full),
                "for await (const item of stream) {",
                "  console.log(item);",
                "}",
            ]
        kinds = [it.type for it in found[1].results]
        if not any(it is not None for it in kinds):
            return [called(self._calls, found, "await ", ";", full=full)]
        shown = "response"
        if len(kinds) == 1 and kinds[0] is not None:
            shown = self._looked_at(kinds[0], "response")[1]
        statement = called(self._calls, found, "const response = await ", ";", full=full)
        return [statement, "", f"console.log({shown});"]

    def _looked_at(self, kind: ir.Type, otherwise: str = "item") -> tuple[str, str]:
        """What a value is called, and something of it."""
        shape = self._schemas.shape(kind)
        if not isinstance(shape.schema, ir.Object) or shape.nullable:
            return otherwise, otherwise
        name = otherwise
        symbol = self._package.symbols.schemas.get(shape.schema.pointer)
        if otherwise == "item" and symbol is not None:
            name = identifier(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", symbol.name), "item")
            name = otherwise if name in ("client", "stream", "response") else name
        for prop in visible(shape.schema, "output"):
            if prop.required and _MEMBER.match(prop.name.wire):
                return name, f"{name}.{prop.name.wire}"
        return name, name

    def guides(self, views: Sequence[Found]) -> Mapping[str, str]:
        """How to make a client, what it throws, how to list."""
        first = next((it for it in views if it[1].operation.method == "GET"), None)
        first = first or next(iter(views), None)
        if first is None:
            return self._webhooks()
        found = {**self._webhooks(), "client": "\n".join([*self._head(), *self.body(first, False)])}
        found["errors"] = self._errors(first)
        paged = next((it for it in views if it[1].operation.paging is not None), None)
        if paged is not None:
            found["pages"] = "\n".join([*self._head(), *self.body(paged, False)])
        return found

    def _webhooks(self) -> Mapping[str, str]:
        """What the API sends is received."""
        view = next((it for it in self._package.resources if it.webhooks), None)
        if view is None:
            return {}
        path = ".".join(("client", *view.attributes))
        facts, head = self._package.facts, self._head()
        if self._package.api.webhook_signature is None:
            lines = [
                "// The status to answer with.",
                "export function receive(body: string): number {",
                f"  console.log({path}.unwrap(body));",
                "  return 200;",
                "}",
            ]
            return {"webhooks": "\n".join([*head, *lines])}
        first = f"import {facts.client}, {{ InvalidWebhookSignatureError }} from '{facts.package}';"
        lines = [
            "// The status to answer with.",
            "export async function receive(",
            "  body: string,",
            "  headers: Headers,",
            "  secret: string,",
            "): Promise<number> {",
            "  try {",
            f"    console.log(await {path}.unwrap(body, headers, {{ secret }}));",
            "    return 200;",
            "  } catch (error) {",
            "    // Somebody else has sent it, or it is old.",
            "    if (error instanceof InvalidWebhookSignatureError) return 401;",
            "    throw error;",
            "  }",
            "}",
        ]
        return {"webhooks": "\n".join([first, *head[1:], *lines])}

    def _errors(self, found: Found) -> str:
        facts = self._package.facts
        call = called(self._calls, found, "await ", ";").replace("\n", "\n  ")
        names = "{ APIConnectionError, APIStatusError, NotFoundError }"
        return "\n".join(
            [
                f"import {facts.client}, {names} from '{facts.package}';",
                *self._head()[1:],
                "try {",
                f"  {call}",
                "} catch (error) {",
                "  if (error instanceof NotFoundError) {",
                "    console.log('there is no such thing');",
                "  } else if (error instanceof APIStatusError) {",
                "    console.log(error.status, error.message);",
                "  } else if (error instanceof APIConnectionError) {",
                "    console.log('no answer', error.message);",
                "  } else {",
                "    throw error;",
                "  }",
                "}",
            ]
        )
