"""Links: what can be called with parts of an answer (OpenAPI 3.1, section 4.8.22)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of
from clientsmith.normalize.routes import Route


class Links(msgspec.Struct):
    """Converts links; the operations that they may lead to are known before."""

    context: Context
    routes: Iterable[Route]
    _by_id: dict[str, str] | None = None
    _by_place: dict[str, str] = {}

    def of_response(self, response: Node) -> tuple[ir.Link, ...]:
        """The links of one answer; those that lead nowhere are left out, with a diagnostic."""
        if "links" not in response.value:
            return ()
        found = []
        for name, node in self.context.members(response, "links"):
            real = self.context.resolved(node)
            operation = self._target(real) if real is not None else None
            if real is None or operation is None:
                continue
            self.context.use(real)
            given = self.context.mapping(real, "parameters")
            parameters = given.value if given is not None else {}
            body: Json = real.value.get("requestBody", msgspec.UNSET)
            found.append(
                ir.Link(
                    name=name,
                    operation=operation,
                    parameters=tuple((str(key), value) for key, value in parameters.items()),
                    body=body,
                    docs=docs_of(self.context, real),
                )
            )
        return tuple(found)

    def _target(self, link: Node) -> str | None:
        """The pointer of the operation that a link names."""
        if self._by_id is None:
            self._by_id = {}
            for route in self.routes:
                self._by_place[route.node.pointer] = route.pointer
                given = route.node.value.get("operationId")
                if type(given) is str:
                    self._by_id.setdefault(given, route.pointer)
        identity = self.context.string(link, "operationId")
        if identity in self._by_id:
            return self._by_id[identity]
        reference = self.context.string(link, "operationRef")
        if not identity and reference:
            node = self.context.target(link, "operationRef")
            if node is None:
                return None
            if node.pointer in self._by_place:
                return self._by_place[node.pointer]
        self.context.warn(
            "link/operation",
            link,
            f"this link leads to no operation of the document (`{identity or reference}`); it is "
            "not documented",
            "name an operation by `operationId`, or by `operationRef: '#/paths/...'`",
            drops="lost",
        )
        return None
