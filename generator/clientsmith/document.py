"""A document as nodes: a value, its place, and where its `$ref` leads, across files.

Nothing here recurses, and no reference is followed before somebody asks. Whatever the
document does, `follow` ends and gives a node.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any as Json
from urllib.parse import unquote

import msgspec

from . import pointers, references, source
from .diagnostics import Diagnostics
from .identities import Identities
from .source import Sources


class Node(msgspec.Struct, frozen=True, eq=False):
    """A value of the document and its place. Two nodes are the same if their pointers are."""

    value: Json
    pointer: str
    """See `pointers`. Equal for equal places, so it identifies a schema or an operation."""
    document: Document

    def get(self, key: str) -> Node | None:
        """The member `key`; None when this is no object or does not have it."""
        value = self.value
        if type(value) is dict and key in value:
            return Node(value[key], f"{self.pointer}/{pointers.escape(key)}", self.document)
        return None

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members in the document's order; none when this is no object."""
        value = self.value
        if type(value) is dict:
            prefix = self.pointer + "/"
            document = self.document
            for key, member in value.items():
                token = pointers.escape(key) if "/" in key or "~" in key else key
                yield key, Node(member, prefix + token, document)

    def elements(self) -> Iterator[Node]:
        """The elements; none when this is no array."""
        value = self.value
        if type(value) is list:
            prefix = self.pointer + "/"
            document = self.document
            for index, element in enumerate(value):
                yield Node(element, f"{prefix}{index}", document)

    @property
    def file(self) -> str:
        """The name of the file it is in, as in `Sources.texts`."""
        return self.document.file_of(self.pointer)

    @property
    def key(self) -> str:
        """The last token of the pointer, unescaped: a member's name or an index; "" of a root."""
        return pointers.unescape(self.pointer.partition("#")[2].rpartition("/")[2])

    def follow(self) -> Node:
        """This node, or where its chain of `$ref`s ends.

        A reference that leads nowhere or back to itself is reported, and gives `{}` here.
        """
        value = self.value
        if type(value) is dict and type(value.get("$ref")) is str:
            return self.document.follow(self)
        return self


class Document:
    """The files of one document, all of one dialect when `upgrade` has seen them."""

    def __init__(self, sources: Sources, diagnostics: Diagnostics) -> None:
        self.sources = sources
        self.diagnostics = diagnostics
        self.main = sources.main
        self.root = Node(sources.trees.get(sources.main, {}), "#", self)
        self._targets: dict[tuple[str, str], Node | None] = {}
        self._ends: dict[str, Node] = {}
        self._anchors: dict[str, dict[str, str]] = {}
        self._known: Identities | None = None

    def file_of(self, pointer: str) -> str:
        """The file that `pointer` points into."""
        head = pointer.partition("#")[0]
        if not head:
            return self.main
        return head.replace("%23", "#").replace("%25", "%") if "%" in head else head

    def at(self, pointer: str) -> Node | None:
        """The node at exactly `pointer`; None when there is none."""
        file, tokens = pointers.split(pointer, self.main)
        if file not in self.sources.trees:
            return None
        node = Node(self.sources.trees[file], pointers.prefix(file, self.main), self)
        for token in tokens:
            child = _child(node, token)
            if child is None:
                return None
            node = child
        return node

    def named_schemas(self, keys: Iterable[str]) -> Iterator[Node]:
        """The schemas with names in files beside the main one that have one of the `keys`."""
        for name in sorted(self.sources.trees.keys() - {self.main}):
            prefix = pointers.prefix(name, self.main)
            for place in references.objects(self.sources.trees[name], prefix, frozenset(keys)):
                if references.is_named_schema(place):
                    yield Node(place[0], references.pointer(place, prefix), self)

    def resolve(self, ref: str, base: Node) -> Node | None:
        """The node that `ref` in the file of `base` names; None when there is none.

        A pointer that leads through a node with a `$ref` goes on where that leads. The result may
        itself be a reference; `Node.follow` goes on. Reports nothing.
        """
        file = base.file
        if self.identities.uris:
            found = self._relative(ref, base.pointer)
            if found is not None:
                return found
        key = (file, ref)
        if key not in self._targets:
            self._targets[key] = self._resolve(ref, file, set())
        found = self._targets[key]
        return found if found is not None else self._embedded(ref, base)

    @property
    def identities(self) -> Identities:
        """What is known by a URI."""
        if self._known is None:
            self._known = Identities(self.sources)
        return self._known

    def _relative(self, ref: str, pointer: str) -> Node | None:
        """The node that `ref`, at `pointer`, names below or beside the `$id` or `$self` around it.

        Documents whose `$id`s are no more than decoration are common, so what is not found here
        is looked for in the file.
        """
        around = self.identities.around(pointer)
        if not around:
            return None
        head, _, fragment = ref.partition("#")
        if head:
            uri = references.base_of((self.identities.uris[around], head))
            place = self.identities.places.get(uri)
            if place is None:
                return None
            around = place
        elif around.endswith("#"):
            return None
        root = self.at(around)
        if root is None or not fragment:
            return root
        if fragment.startswith("/"):
            return self._descend(root, unquote(fragment), {(around, ref)})
        anchor = self._anchors_of(root.file, around).get(unquote(fragment))
        return self.at(anchor) if anchor is not None else None

    def follow(self, node: Node) -> Node:
        """See `Node.follow`."""
        end = self._ends.get(node.pointer)
        if end is None:
            end = self._ends[node.pointer] = self._follow(node)
        return end

    def _follow(self, node: Node) -> Node:
        seen = {node.pointer}
        at = node
        while type(at.value) is dict and type(at.value.get("$ref")) is str:
            ref = at.value["$ref"]
            found = self.resolve(ref, at)
            if found is None:
                self._unresolved(ref, at)
                return Node({}, node.pointer, self)
            if found.pointer in seen:
                self.diagnostics.error(
                    "ref/cycle",
                    found.pointer + "/$ref",
                    f"the reference {found.value['$ref']} leads back to itself",
                    "refer to an object that is not a reference",
                )
                return Node({}, node.pointer, self)
            seen.add(found.pointer)
            at = found
        return at

    def _resolve(self, ref: str, base: str, busy: set[tuple[str, str]]) -> Node | None:
        """`resolve` without the cache; `busy` are the references that this one hangs on."""
        if (base, ref) in busy:
            return None
        busy.add((base, ref))
        head, _, fragment = ref.partition("#")
        file = source.target(base, ref)
        if file not in self.sources.trees or ":" in head:
            known = self.identities.places.get(head)
            if known is None:
                return None
            root = self.at(known)
        else:
            root = Node(self.sources.trees[file], pointers.prefix(file, self.main), self)
        if root is None or not fragment:
            return root
        if not fragment.startswith("/"):
            anchor = self._anchors_of(root.file).get(unquote(fragment))
            return None if anchor is None else self.at(anchor)
        found = self._descend(root, unquote(fragment), busy)
        if found is None and "%" in fragment:
            found = self._descend(root, fragment, busy)
        return found

    def _descend(self, root: Node, fragment: str, busy: set[tuple[str, str]]) -> Node | None:
        """The node at the JSON pointer `fragment` below `root`."""
        node = root
        for token in fragment.split("/")[1:]:
            name = pointers.unescape(token)
            child = _child(node, name) or _wrapped(node, name)
            while child is None:
                value = node.value
                if type(value) is not dict or type(value.get("$ref")) is not str:
                    return None
                through = self._resolve(value["$ref"], node.file, busy)
                if through is None:
                    return None
                node = through
                child = _child(node, name) or _wrapped(node, name)
            node = child
        return node

    def _embedded(self, ref: str, base: Node) -> Node | None:
        """`#/$defs/X` as one that is meant relative to a schema around `base`.

        JSON Schema reads it so only in a schema with its own `$id`, but schemas that tools made are
        often pasted into documents without one.
        """
        if not ref.startswith(("#/$defs/", "#/definitions/")):
            return None
        file, tokens = pointers.split(base.pointer, self.main)
        keyword = ref.split("/")[1]
        around = [Node(self.sources.trees.get(file), pointers.prefix(file, self.main), self)]
        for token in tokens:
            child = _child(around[-1], token)
            if child is None:
                break
            around.append(child)
        for node in reversed(around):
            if type(node.value) is dict and keyword in node.value:
                found = self._descend(node, unquote(ref[1:]), {(file, ref)})
                if found is not None:
                    return found
        return None

    def _anchors_of(self, file: str, below: str = "") -> dict[str, str]:
        """The `$anchor`s and `$dynamicAnchor`s of `file`, or those `below` a place of it, and where
        they stand."""
        key = below or file
        if key not in self._anchors:
            found: dict[str, str] = {}
            prefix = pointers.prefix(file, self.main)
            for place in references.objects(self.sources.trees.get(file), prefix):
                for keyword in ("$anchor", "$dynamicAnchor"):
                    name = place[0].get(keyword)
                    if not isinstance(name, str):
                        continue
                    at = references.pointer(place, prefix)
                    if not below or at == below or at.startswith(f"{below}/"):
                        found.setdefault(name, at)
            self._anchors[key] = found
        return self._anchors[key]

    def _unresolved(self, ref: str, at: Node) -> None:
        """Report that `ref` of the node `at` leads nowhere, unless `source.read` has."""
        if (at.file, ref) in self.sources.refused:
            return
        file = source.target(at.file, ref)
        if file in self.sources.texts and file not in self.sources.trees:
            return  # its syntax error was reported
        written = self._as_written(at) or ref
        self.diagnostics.error(
            "ref/unresolved",
            at.pointer + "/$ref",
            f"there is nothing at {written}",
            self._near(written, at.file),
        )

    def _as_written(self, node: Node) -> str:
        """The `$ref` of `node` in the text: `upgrade` may have rewritten it."""
        from .locate import original

        at = original(node.pointer, self.sources)
        file, tokens = pointers.split(at, self.main)
        value = self.sources.originals.get(file)
        for token in tokens:
            if type(value) is dict:
                value = value.get(token)
            elif type(value) is list and token.isdecimal() and int(token) < len(value):
                value = value[int(token)]
            else:
                return ""
        return str(value["$ref"]) if type(value) is dict and "$ref" in value else ""

    def _near(self, ref: str, base: str) -> str:
        """A hint with the existing name that is nearest to the first wrong one of `ref`."""
        head, _, fragment = ref.partition("#")
        file = source.target(base, ref)
        if not fragment.startswith("/"):
            names = [f"{head}#{name}" for name in self._anchors_of(file)] if fragment else []
            near = difflib.get_close_matches(ref, names, n=1, cutoff=0.6)
            return f"did you mean {near[0]}?" if near else ""
        tree = self.sources.originals.get(file, self.sources.trees.get(file))
        node = Node(tree, pointers.prefix(file, self.main), self)
        tokens = [pointers.unescape(token) for token in unquote(fragment).split("/")[1:]]
        for depth, token in enumerate(tokens):
            child = _child(node, token)
            if child is None:
                keys = list(node.value) if isinstance(node.value, dict) else []
                near = difflib.get_close_matches(token, keys, n=1, cutoff=0.6)
                if not near:
                    return ""
                right = pointers.join(head + "#", (*tokens[:depth], near[0], *tokens[depth + 1 :]))
                return f"did you mean {right}?"
            node = child
        return ""


def _wrapped(node: Node, token: str) -> Node | None:
    """The member `token` of a schema that `upgrade` has wrapped to allow null."""
    options = node.value.get("anyOf") if type(node.value) is dict else None
    if type(options) is list and len(options) == 2 and options[1] == {"type": "null"}:
        inner = node.get("anyOf")
        inner = _child(inner, "0") if inner is not None else None
        return _child(inner, token) if inner is not None else None
    return None


def _child(node: Node, token: str) -> Node | None:
    """The member or the element `token` of `node` (RFC 6901, section 4)."""
    value = node.value
    if type(value) is list:
        if not (token.isascii() and token.isdigit()) or (token[0] == "0" and token != "0"):
            return None
        if len(token) > 9 or int(token) >= len(value):
            return None
        return Node(value[int(token)], f"{node.pointer}/{token}", node.document)
    return node.get(token)
