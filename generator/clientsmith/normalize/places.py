"""Names of schemas, from where they stand.

A component is called what it is called. A schema written inside another one is named by the path
that leads to it, relative to the outermost named schema around it: `results[].job_reference` of
`Batch` is *result job reference*, with `Batch` as parent. A schema written inside an operation is
named by the operation: *batch list response*.

A name is a function of the pointer, so it depends neither on the order of the document nor on the
way a schema was reached.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any as Json
from typing import Literal, TypeAlias

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize import extensions
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import name_of, singular_words, spelled, words
from clientsmith.normalize.placed import Owner, Place

Words: TypeAlias = tuple[str, ...]
Role: TypeAlias = Literal[
    "component", "request", "response", "parameter", "error", "event", "webhook"
]

_NAMED = frozenset(("properties", "$defs", "definitions", "dependentSchemas"))
_ELEMENTS = ("items", "additionalItems", "unevaluatedItems", "contains")
_VALUES = ("additionalProperties", "unevaluatedProperties", "propertyNames")
_SILENT = ("allOf", "schema", "contentSchema")
_SCHEMA_KEYWORDS = (
    *_NAMED,
    *_ELEMENTS,
    *_VALUES,
    "patternProperties",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
)
_COMPONENTS = "#/components/schemas/"
_COMPONENT_ROLES: dict[str, tuple[Role, str]] = {
    "parameters": ("parameter", "param"),
    "headers": ("parameter", "header"),
    "responses": ("response", "response"),
    "requestBodies": ("request", "request"),
    "callbacks": ("webhook", "callback"),
    "pathItems": ("component", "path"),
    "mediaTypes": ("component", "media"),
}


class Places(msgspec.Struct):
    """Finds the place of a pointer; operations are entered before, schemas as they are found."""

    context: Context
    owners: dict[str, Owner] = {}
    """Pointer of an operation -> its owner."""
    items: dict[str, Owner] = {}
    """Pointer of a path item -> the owner of the parameters that its operations share."""
    marks: dict[str, Place] = {}
    """Pointers whose place is decided elsewhere: items of pages."""
    prefixes: dict[str, Place] = {}
    """Pages: pointers that are no schema, with what the names below them begin with."""
    named: dict[str, Place] = {}
    """The schemas of `Api.schemas` so far."""
    unions: dict[str, str] = {}
    """Where the variants of a union are written, if that is in another schema."""
    adopted: dict[str, str] = {}
    """Pointer of a schema in another place -> the component that it is."""
    _variants: dict[tuple[str, str], Words] = {}
    _marked: set[str] = set()
    """The components that hold some of `marks`, when there were so many of these."""
    _marks: int = 0

    def place(self, node: Node) -> Place:
        """The place of a schema that gets an entry of its own."""
        pointer = node.pointer
        found = self._find(pointer)
        name, source = self._given(node)
        if name:
            self.context.decide(pointer, "name", name, source)
            found = Place(words(name), found.origin, words(name), name, given=True)
        self.named[pointer] = found
        return found

    def adopt(self, pointer: str, component: str) -> None:
        """Let what is written inside the schema at `pointer` belong to a component."""
        self.adopted[pointer] = component
        self.named[pointer] = self.named[component]

    def _given(self, node: Node) -> tuple[str, str]:
        """The name that the config or an extension gives, and which of them."""
        config = self.context.config.names
        name = config.get(node.pointer) if config else None
        if config and name is None and node.pointer.startswith(_COMPONENTS):
            token = node.pointer[21:]
            name = config.get(pointers.unescape(token)) if "/" not in token else None
        if name is not None and words(name):
            return name, "config"
        return extensions.schema_name(self.context, node)

    def _find(self, pointer: str) -> Place:
        if pointer in self.marks:
            return self.marks[pointer]
        if pointer.startswith(_COMPONENTS):
            end = pointer.find("/", len(_COMPONENTS))
            component = pointer[:end]
            if end > 0 and component not in self.prefixes and not self._has_marks(component):
                # Whether it has an entry by now or not yet.
                tokens = pointer[end + 1 :].split("/")
                if "~" in pointer:
                    tokens = [pointers.unescape(token) for token in tokens]
                return self._below(component, tokens, (), ir.Origin(parent=component))
        file, _, tail = pointer.partition("#")
        raw = tail.split("/")[1:]
        tokens = [pointers.unescape(token) for token in raw]
        around: list[tuple[str, list[str]]] = []
        current = file + "#"
        if file and raw:  # a whole file may be a schema, an operation, a response
            around.append((current, tokens))
        for index, token in enumerate(raw[:-1]):
            current = f"{current}/{token}"
            around.append((current, tokens[index + 1 :]))
        for at, rest in around:
            if at in self.marks and at in self.named:
                return self._inside(at, rest)
        if pointer.startswith(_COMPONENTS) and len(tokens) > 3:
            component = around[2][0]
            if component not in self.prefixes:
                return self._below(component, tokens[3:], (), ir.Origin(parent=component))
        for at, rest in around:
            if at in self.named:
                return self._inside(at, rest)
        for known in (self.marks, self.prefixes):
            for at, rest in around:
                if at in known:
                    return self._below(at, rest, known[at].words, known[at].origin)
        for at, rest in reversed(around):  # a callback is inside another operation
            if at in self.owners:
                return self._in_operation(self.owners[at], at, rest)
            if at in self.items and rest[0] == "parameters":
                return self._in_operation(self.items[at], at, rest)
        return self._elsewhere(pointer, file, tokens)

    def _has_marks(self, component: str) -> bool:
        """Whether the place of something inside a component is decided elsewhere."""
        if len(self.marks) != self._marks:
            self._marks = len(self.marks)
            self._marked = {"/".join(pointer.split("/", 4)[:4]) for pointer in self.marks}
        return component in self._marked

    # --- below a schema ---

    def _inside(self, named: str, rest: list[str]) -> Place:
        """The place of what is written inside a named schema."""
        origin = self.named[named].origin
        inner = ir.Origin(
            resource=origin.resource,
            operation=origin.operation,
            role=origin.role,
            parent=self.adopted.get(named, named),
        )
        return self._below(named, rest, (), inner)

    def _below(self, anchor: str, tokens: list[str], base: Words, origin: ir.Origin) -> Place:
        """The place of what `tokens` lead to from the schema at `anchor`."""
        short, longer = self._path(anchor, tokens, base)
        return Place(short or ("value",), origin, longer or ("value",))

    def _path(self, anchor: str, tokens: list[str], base: Words) -> tuple[Words, Words]:
        """(the words of a path through a schema, the same with plurals kept)"""
        short, longer = base, base
        index = 0
        while index < len(tokens):
            token = tokens[index]
            following = tokens[index + 1] if index + 1 < len(tokens) else ""
            step = 2
            if token in _NAMED or token in ("oneOf", "anyOf"):
                if token in _NAMED and index + 1 < len(tokens):
                    added = spelled(following) or ("empty",)
                elif token in _NAMED:
                    added = ("object",)
                else:
                    union = pointers.join(anchor, tokens[: index + 1])
                    added = self.variant(union, following)
                short, longer = short + added, longer + added
            elif token in _ELEMENTS:
                short = singular_words(short) if len(short) > len(base) else (*short, "item")
                longer = (*longer, "item")
                step = 1
            elif token in _VALUES or token == "patternProperties":
                short = singular_words(short) if len(short) > len(base) else (*short, "value")
                longer = (*longer, "value")
                step = 1 if token in _VALUES else 2
            elif token == "prefixItems":
                number = str(int(following) + 1) if following.isdigit() else following
                short, longer = (*short, "item", number), (*longer, "item", number)
            elif token == "discriminator":
                short, longer = (*short, "base"), (*longer, "base")
                step = 1
            elif token in _SILENT:
                step = 2 if token == "allOf" else 1
            else:
                added = spelled(token)
                short, longer = short + added, longer + added
                step = 1
            index += step
        return short, longer

    def variant(self, union: str, index: str) -> Words:
        """What tells one variant of a union from the others."""
        key = (self.unions.get(union, union), index)
        if key not in self._variants:
            self._variants[key] = self._variant(*key)
        return self._variants[key]

    def _variant(self, union: str, index: str) -> Words:
        holder = self.context.document.at(union)
        variants: list[Json] = (
            holder.value if holder is not None and type(holder.value) is list else []
        )
        position = int(index) if index.isdigit() and int(index) < len(variants) else -1
        others = [
            one
            for at, one in enumerate(variants)
            if at != position and type(one) is dict and one.get("type") != "null"
        ]
        variant = variants[position] if position >= 0 else None
        if type(variant) is not dict or not others:
            return ()
        reference = variant.get("$ref")
        if type(reference) is str:
            return words(pointers.unescape(reference.rpartition("/")[2])) or (
                "variant",
                str(position + 1),
            )
        tag = _tag(variant)
        if tag and tag not in [_tag(one) for one in others]:
            return tag
        title = variant.get("title")
        if (
            type(title) is str
            and words(title)
            and title not in [one.get("title") for one in others]
        ):
            return words(title)
        kind = variant.get("type")
        if type(kind) is str and kind not in [one.get("type") for one in others]:
            return (kind,) if kind != "object" else ("object",)
        properties = variant.get("properties")
        for name in properties if type(properties) is dict else ():
            if not any(
                type(one.get("properties")) is dict and name in one["properties"] for one in others
            ) and words(str(name)):
                return words(str(name))
        return ("variant", str(position + 1))

    # --- in an operation ---

    def _in_operation(self, owner: Owner, current: str, rest: list[str]) -> Place:
        """The place of a schema in an operation, a webhook or a path item."""
        role: Role = "webhook" if owner.webhook else "component"
        base = owner.base
        match rest:
            case ["requestBody", "content", content, "schema" | "itemSchema" as key, *below]:
                if owner.webhook:
                    base = (*base, "payload")
                else:
                    role, base = "request", (*base, "request")
                base += self._media(owner, f"{current}/requestBody/content", content)
            case ["responses", status, "content", content, "schema" | "itemSchema" as key, *below]:
                role, added = self._status(owner, status, key)
                base += added
                base += self._media(
                    owner, f"{current}/responses/{pointers.escape(status)}/content", content
                )
            case ["responses", status, "headers", header, *below]:
                role, added = self._status(owner, status, "schema")
                base += (*added, *words(header))
                below = below[2:] if below[:1] == ["content"] else below
            case ["parameters", index, *below]:
                role = "parameter"
                at = self.context.document.at(f"{current}/parameters/{index}/name")
                wire = at.value if at is not None and type(at.value) is str else index
                base += ("params", *(spelled(wire) or ("value",)))
                below = below[2:] if below[:1] == ["content"] else below
            case _:
                below = rest
        origin = ir.Origin(resource=owner.resource, operation=owner.pointer, role=role)
        here = pointers.join(current, rest[: len(rest) - len(below)])
        return self._below(here, below, base, origin)

    def _status(self, owner: Owner, status: str, key: str) -> tuple[Role, Words]:
        """(role, words) of the answer with a status."""
        if status == owner.success or (status == "default" and owner.success == "default"):
            return ("event", ("event",)) if key == "itemSchema" else ("response", ("response",))
        if status[:1] in ("1", "2", "3"):
            return "response", (*reason(status), "response")
        return "error", (*reason(status), "error")

    def _media(self, owner: Owner, content: str, media_type: str) -> Words:
        """Words for every representation but the preferred one."""
        if owner.preferred.get(content, media_type) == media_type:
            return ()
        subtype = media_type.partition(";")[0].partition("/")[2]
        plain = [word for word in words(subtype) if word not in ("x", "vnd")]
        return tuple(plain) or ("other",)

    # --- elsewhere ---

    def _elsewhere(self, pointer: str, file: str, tokens: list[str]) -> Place:
        """Components, and targets of references into other files or odd places."""
        match tokens:
            case ["components", "schemas", name, *below] if not file:
                component = pointers.join("#", tokens[:3])
                if not below:
                    return self._component(name)
                return self._below(component, below, (), ir.Origin(parent=component))
            case ["components", section, name, *below] if not file and section in _COMPONENT_ROLES:
                role, suffix = _COMPONENT_ROLES[section]
                base = spelled(name) or (section,)
                if base[-1] not in (suffix, "response", "error", "request", "parameter"):
                    base = (*base, suffix)
                after = _after_content(below)
                here = pointers.join("#", tokens[: len(tokens) - len(after)])
                return self._below(here, after, base, ir.Origin(role=role))
        return self._in_file(file, tokens)

    def _in_file(self, file: str, tokens: list[str]) -> Place:
        """A schema of another file: called by what leads to it there, else by the file."""
        stem = file.rpartition("/")[2].partition(".")[0]
        first = 0 if file else 1
        cut = next(
            (at for at, one in enumerate(tokens) if at >= first and one in _SCHEMA_KEYWORDS),
            len(tokens),
        )
        holders = ("components", "schemas", "definitions", "$defs", "schema", "content", "paths")
        root = [one for one in tokens[:cut] if one not in holders and "/" not in one]
        name = root[-1] if root else stem
        base = spelled(name) or ("schema",)
        if "content" in tokens[:cut] and "response" in file and base[-1] != "response":
            base = (*base, "response")
        if cut == len(tokens):
            return Place(base, ir.Origin(), wire=name)
        return self._below(pointers.join(file + "#", tokens[:cut]), tokens[cut:], base, ir.Origin())

    def _component(self, name: str) -> Place:
        found = name_of(name, fallback=("schema",))
        return Place(found.words, ir.Origin(), wire=name)


def reason(status: str) -> Words:
    """What a status means, in words: `404` is not found, `4XX` client, `default` nothing."""
    if status.upper() in ("4XX", "5XX"):
        return ("client",) if status[0] == "4" else ("server",)
    if status.isdigit():
        try:
            return words(HTTPStatus(int(status)).phrase.replace("'", ""))
        except ValueError:
            return (status,)
    return ()


def _after_content(tokens: list[str]) -> list[str]:
    """The tokens behind `content/<type>/schema`, `schema` and what leads there."""
    for at, token in enumerate(tokens):
        if token in ("schema", "itemSchema"):
            return tokens[at + 1 :]
        if token in _SCHEMA_KEYWORDS:
            break
    return tokens


def _tag(variant: dict[str, Json]) -> Words:
    """The words of a variant's constant property, if it has one."""
    properties = variant.get("properties")
    for sub in properties.values() if type(properties) is dict else ():
        if type(sub) is not dict:
            continue
        value = sub.get("const")
        listed = sub.get("enum")
        if value is None and type(listed) is list and len(listed) == 1:
            value = listed[0]
        if type(value) is str and words(value):
            return words(value)
    return ()
