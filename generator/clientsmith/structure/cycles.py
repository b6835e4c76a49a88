"""Schemas that hold themselves: to know whether a value fits, one would have to know it already.

JSON Schema (2020-12, Core, section 7.1) calls this an infinite recursion. A schema that recurs in
a property or in the items of an array is none: there a value ends it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Node
from .findings import Findings

_IN_PLACE = ("allOf", "anyOf", "oneOf")


class Cycles:
    """One run over the schemas of the components: others are reached from operations alone."""

    def __init__(self, document: Document, version: str, findings: Findings) -> None:
        self.document = document
        self.findings = findings
        self.section = ("definitions",) if version == "2.0" else ("components", "schemas")

    def run(self) -> None:
        """Report each schema by which such a circle is closed."""
        section: Node | None = self.document.root
        for token in self.section:
            section = section.get(token) if section is not None else None
        done: set[str] = set()
        for _, schema in section.items() if section is not None else ():
            if schema.pointer not in done:
                self.go_through(schema, done)

    def go_through(self, start: Node, done: set[str]) -> None:
        """Go through what `start` holds in place, depth first."""
        open_: set[str] = {start.pointer}
        stack: list[tuple[Node, Iterator[Node]]] = [(start, self.held(start))]
        while stack:
            node, rest = stack[-1]
            inner = next(rest, None)
            if inner is None:
                stack.pop()
                open_.discard(node.pointer)
                done.add(node.pointer)
            elif inner.pointer in open_:
                if not _is_plain_reference(node):  # that one is reported where it is followed
                    self.findings.warn(
                        "schema/cycle",
                        node.pointer,
                        f"this makes {inner.pointer} hold itself: no value can be checked by it",
                        "leave it out, or refer to it from a property",
                    )
            elif inner.pointer not in done:
                open_.add(inner.pointer)
                stack.append((inner, self.held(inner)))

    def held(self, node: Node) -> Iterator[Node]:
        """The schemas that a value of `node` has to fit itself."""
        value = node.value
        if type(value) is not dict:
            return
        ref = value.get("$ref")
        if type(ref) is str:
            found = self.document.resolve(ref, node)
            if found is not None:
                yield found
        for keyword in _IN_PLACE:
            listed = node.get(keyword)
            if listed is not None:
                yield from listed.elements()


def _is_plain_reference(node: Node) -> bool:
    return "/" not in node.pointer.rpartition("/schemas/")[2] and "$ref" in node.value
