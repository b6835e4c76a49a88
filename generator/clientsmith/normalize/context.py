"""What all parts of the normalizer share: the document, the config, the reports, safe reading.

The tree may hold anything at any place. These readers give the value asked for, or its absence
and a located warning; they never raise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics, Drops
from clientsmith.document import Document, Node
from clientsmith.names import Names

_JSON_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "a boolean"}


class Decision(msgspec.Struct, frozen=True):
    """Which source decided something: what `explain` prints."""

    pointer: str
    what: str
    """`resource`, `method`, `paging`, `streaming`, `name`, ..."""
    value: str
    source: str
    """`config`, the key of a vendor extension, or the rule of inference."""


class Context(msgspec.Struct):
    """The input of one run and the reports it makes."""

    document: Document
    config: ApiConfig
    diagnostics: Diagnostics
    decisions: list[Decision] | None = None
    names: Names = msgspec.field(default_factory=Names)
    """What things were called before, and are called now."""
    read: set[int] = set()
    """`id` of each object of the trees whose keywords went into the IR."""
    told: set[int] = set()
    """`id` of each object of the trees whose texts did."""
    repeated: set[int] = set()
    """`id` of each schema that is word for word another one, which was used in its place."""
    omissions: list[tuple[str, str, str]] = []
    """(keyword, reason, pointer) of what has no effect where it stands."""
    alike: dict[tuple[str, bool, bytes], tuple[ir.Property, str]] = {}
    """A property, and where it was first, by its name, whether it is required, and the text of its
    schema."""
    _targets: dict[str | tuple[str, str], Node | None] = {}

    # --- reports ---

    def warn(
        self, code: str, where: Node | str, message: str, hint: str = "", *, drops: Drops = ""
    ) -> None:
        """Report something that could not be taken as it stands."""
        self.diagnostics.warning(code, where, message, hint, drops=drops)

    def note(
        self, code: str, where: Node | str, message: str, hint: str = "", *, drops: Drops = ""
    ) -> None:
        """Report something worth knowing."""
        self.diagnostics.note(code, where, message, hint, drops=drops)

    def use(self, node: Node) -> None:
        """Mark an object of the document as used: what it says is in the IR (see `inventory`)."""
        self.read.add(id(node.value))

    @property
    def said(self) -> int:
        """A number that grows with whatever is said about a single place."""
        return (
            self.diagnostics.reports
            + len(self.omissions)
            + (len(self.decisions) if self.decisions is not None else 0)
        )

    def decide(self, pointer: str, what: str, value: str, source: str) -> None:
        """Record which source decided something."""
        if self.decisions is not None:
            self.decisions.append(Decision(pointer, what, value, source))

    def omit(self, node: Node, key: str, reason: str) -> None:
        """Record that a keyword of a schema has no effect there."""
        if type(node.value) is dict and key in node.value:
            self.omissions.append((key, reason, f"{node.pointer}/{key}"))

    # --- reading ---

    def malformed(self, node: Node, key: str, wanted: str) -> None:
        """Warn that a member is not what the specification asks for."""
        found = describe(node.value[key])
        self.warn(
            "document/type",
            node.get(key) or node,
            f"`{key}` must be {wanted}, not {found}; ignored",
        )

    def string(self, node: Node, key: str) -> str:
        """A text member; empty when absent."""
        value = node.value.get(key) if type(node.value) is dict else None
        if value is None or type(value) is str:
            return value or ""
        if type(value) in (int, float):
            return str(value)
        self.malformed(node, key, "a string")
        return ""

    def flag(self, node: Node, key: str) -> bool:
        """A boolean member; False when absent."""
        value = node.value.get(key) if type(node.value) is dict else None
        if value is None or type(value) is bool:
            return bool(value)
        self.malformed(node, key, "a boolean")
        return False

    def strings(self, node: Node, key: str) -> list[str]:
        """The texts of a list member."""
        value = node.value.get(key) if type(node.value) is dict else None
        if value is None:
            return []
        if type(value) is not list:
            self.malformed(node, key, "a list of strings")
            return []
        if all(type(element) is str for element in value):
            return list(value)
        self.malformed(node, key, "a list of strings only")
        return [element for element in value if type(element) is str]

    def mapping(self, node: Node, key: str) -> Node | None:
        """An object member."""
        value = node.value.get(key) if type(node.value) is dict else None
        if value is None:
            return None
        if type(value) is not dict:
            self.malformed(node, key, "an object")
            return None
        return node.get(key)

    def members(self, node: Node | None, key: str = "") -> Iterator[tuple[str, Node]]:
        """The members of an object, or of the object under `key`, but no `x-` extensions."""
        inner = self.mapping(node, key) if node is not None and key else node
        if inner is None or type(inner.value) is not dict:
            return
        for name, member in inner.items():
            if not name.startswith("x-"):
                yield name, member

    def named(self, node: Node, key: str) -> Iterator[tuple[str, Node]]:
        """The members of the object under `key`, whatever they are called: `x-` is a name here."""
        inner = self.mapping(node, key)
        if inner is not None:
            yield from inner.items()

    def elements(self, node: Node, key: str) -> Iterator[Node]:
        """The elements of a list member."""
        value = node.value.get(key) if type(node.value) is dict else None
        if value is None:
            return
        if type(value) is not list:
            self.malformed(node, key, "a list")
            return
        inner = node.get(key)
        if inner is not None:
            yield from inner.elements()

    # --- references ---

    def target(self, node: Node, keyword: str = "$ref") -> Node | None:
        """What the `$ref` of `node` points at, one step; None, and a diagnostic, when nothing."""
        reference = node.value[keyword]
        if type(reference) is not str:
            self.malformed(node, keyword, "a string")
            return None
        key = reference if node.pointer[0] == "#" else (node.file, reference)
        if key not in self._targets:
            found = self.document.resolve(reference, node)
            if found is None and keyword == "$ref":
                self.document.follow(node)  # reports it
            elif found is None:
                self.warn(
                    "ref/unresolved", node.get(keyword) or node, f"there is nothing at {reference}"
                )
            self._targets[key] = found
        return self._targets[key]

    def resolved(self, node: Node) -> Node | None:
        """The object at the end of a chain of references; None, and a diagnostic, when none."""
        seen: dict[str, None] = {}
        while type(node.value) is dict and "$ref" in node.value:
            if node.pointer in seen:
                self.document.follow(node)  # reports it
                return None
            seen[node.pointer] = None
            found = self.target(node)
            if found is None:
                return None
            node = found
        if type(node.value) is not dict:
            self.warn(
                "document/type",
                node,
                f"an object is expected here, not {describe(node.value)}; ignored",
            )
            return None
        return node


def describe(value: Json) -> str:
    """The JSON type of a value, for messages."""
    if value is None:
        return "null"
    return _JSON_NAMES.get(type(value), "a number")
