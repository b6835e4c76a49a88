"""The representations of bodies, and what they hold.

OpenAPI 3.1, sections 4.8.14 and 4.8.15; sequential media types and `itemSchema`: 3.2, section 4.14.
"""

from __future__ import annotations

import re

import msgspec

from clientsmith import ir
from clientsmith.document import Node
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import NONE, examples_of
from clientsmith.normalize.encodings import encodings_of
from clientsmith.normalize.inner_docs import remember, with_inner
from clientsmith.normalize.limits import constraints
from clientsmith.normalize.media_types import (
    WILDCARDS,
    essence,
    format_of,
    is_form,
    is_json,
    is_text,
    is_xml,
    rank,
    sequential,
)
from clientsmith.normalize.parameters import Parameters
from clientsmith.normalize.schemas import Schemas

_NOT_FIELDS = frozenset(
    ("string", "enum", "const", "integer", "number", "boolean", "null", "array", "tuple")
)
_NO_NAME = re.compile(r"[^ -~]")
_EVENT_MEMBERS = ("data", "event", "id", "retry", "comment")


class Bodies(msgspec.Struct):
    """Converts the representations of request and response bodies."""

    context: Context
    schemas: Schemas
    parameters: Parameters

    def content(
        self, node: Node, replaced: dict[str, ir.Type] | None = None
    ) -> tuple[ir.MediaType, ...]:
        """The representations under `content`, the preferred one first.

        `replaced` are types that are known already, by the pointer of the media type.
        """
        made: list[tuple[Node, ir.MediaType]] = []
        listed = list(self.context.members(node, "content"))
        for given, media in sorted(listed, key=lambda pair: rank(pair[0])):
            name = self._name(given, media)
            holder = self.context.resolved(media)
            if holder is None:
                made.append(
                    (
                        media,
                        ir.MediaType(
                            content_type=name, format=format_of(name, ir.Any()), type=ir.Any()
                        ),
                    )
                )
                continue
            known = (replaced or {}).get(media.pointer)
            if known is None:
                known = self._repeated(made, name, holder)
            self.context.use(holder)
            made.append((holder, self._media(name, holder, known)))
        return tuple(media for _, media in made)

    def _name(self, given: str, media: Node) -> str:
        """A media type that can stand in a header."""
        name = _NO_NAME.split(given, maxsplit=1)[0].strip() or "application/octet-stream"
        if name != given:
            self.context.warn(
                "media/name",
                media,
                f"this is not the name of a media type; `{name}` is used",
                "write `type/subtype`",
            )
        return name

    def _repeated(
        self, made: list[tuple[Node, ir.MediaType]], name: str, holder: Node
    ) -> ir.Type | None:
        """The type of a representation beside this one that has exactly the same schema."""
        schema = holder.value.get("schema")
        if not (is_json(name) or is_form(name)) or type(schema) is not dict or "$ref" in schema:
            return None
        for other, media in made:
            kind = media.content_type
            structured = (is_json(kind) or is_form(kind)) and type(other.value) is dict
            if structured and other.value.get("schema") == schema:
                if is_form(name) and self._kind(holder.get("schema")) in _NOT_FIELDS:
                    return None  # not what a form can hold, see `_fields`
                self.context.repeated.add(id(schema))
                return media.type
        return None

    def _media(self, name: str, holder: Node, known: ir.Type | None) -> ir.MediaType:
        schema = holder.get("schema")
        item = holder.get("itemSchema")
        kind = sequential(name)
        item_type: ir.Type | None = None
        self.schemas.unnamed.clear()
        if kind or item is not None:
            item_type = self._item(kind, schema, item)
        if known is not None:
            body: ir.Type = known
        elif item_type is not None and item is not None and is_form(name):
            self._unnamed(name, item, "values of this type")
            body = ir.Map(values=item_type)
        elif item_type is not None:
            body = ir.Array(items=item_type)
        else:
            body = self._type(name, schema, holder)
        inside = self.schemas.unnamed
        place = schema.pointer if schema is not None else holder.pointer
        docs = with_inner(self.context, NONE, place, inside, ()) if inside else NONE
        return ir.MediaType(
            content_type=name,
            format=format_of(name, body),
            type=body,
            item_type=item_type,
            encoding=encodings_of(self.schemas, self.parameters, name, holder),
            examples=examples_of(self.context, holder),
            docs=docs,
        )

    def _type(self, name: str, schema: Node | None, holder: Node) -> ir.Type:
        """What a body of one media type holds."""
        media = essence(name)
        empty = schema is None or schema.value in ({}, True)
        if is_form(media) and schema is not None and not empty:
            return self._fields(name, schema)
        if is_json(media) or is_form(media):
            return ir.Any() if schema is None else self.schemas.type_of(schema)
        if is_xml(media):
            self._opaque(name, holder, "text", "XML")
            return ir.String()
        if schema is None or empty:
            return ir.String() if is_text(media) else ir.Binary()
        if media in WILDCARDS:
            return self.schemas.type_of(schema)
        limits = self._text_limits(schema)
        if limits is None and not media.startswith(("image/", "audio/", "video/", "font/")):
            self._opaque(name, holder, "text" if is_text(media) else "bytes", "this media type")
        return ir.String(constraints=limits) if is_text(media) else ir.Binary()

    def _fields(self, name: str, schema: Node) -> ir.Type:
        """What a form holds: an object, or the text of one that is encoded already."""
        kind = self._kind(schema)
        if kind == "string" and not essence(name).startswith("multipart/"):
            return ir.String()
        if kind in _NOT_FIELDS or (kind == "union" and self._has_other_variants(schema)):
            self._unnamed(name, schema, "fields")
            return ir.Map(values=ir.Any())
        return self.schemas.type_of(schema)

    def _has_other_variants(self, schema: Node) -> bool:
        """Whether a form may also be something without fields, as a union says."""
        reduced = self.schemas.reduce(schema)
        if reduced is None or reduced.node.pointer in self.schemas.families:
            return False
        return any(
            self._kind(variant) in _NOT_FIELDS
            for holder, keyword in self.schemas.shape(reduced.node).unions
            for variant in self.context.elements(holder, keyword)
        )

    def _unnamed(self, name: str, schema: Node, what: str) -> None:
        self.context.warn(
            "media/fields",
            schema,
            f"`{name}` is made of named fields, this schema has none; it takes any {what}",
            "describe an object whose properties are the fields",
            drops="lost",
        )

    def _kind(self, schema: Node | None) -> str:
        """What becomes of a schema, see `kinds`; a schema with heirs is a union of them."""
        reduced = None if schema is None else self.schemas.reduce(schema)
        if reduced is None or type(reduced.node.value) is not dict:
            return ""
        if reduced.node.pointer in self.schemas.families:
            return "union"
        return self.schemas.kind(self.schemas.shape(reduced.node))

    def _text_limits(self, schema: Node) -> ir.Constraints | None:
        """What the schema of a text demands of it; None: it describes something else."""
        reduced = self.schemas.reduce(schema)
        if reduced is None or type(reduced.node.value) is not dict:
            return None
        remember(self.schemas.unnamed, schema)
        if not reduced.referenced and reduced.node is not schema:
            remember(self.schemas.unnamed, reduced.node)
        shape = self.schemas.shape(reduced.node)
        kind = self.schemas.kind(shape)
        if kind == "string":
            return constraints(shape, kind) or ir.Constraints()
        return ir.Constraints() if kind in ("enum", "const", "any", "null") else None

    def _opaque(self, name: str, holder: Node, what: str, to: str) -> None:
        schema = holder.get("schema")
        self.context.note(
            "media/xml" if to == "XML" else "media/opaque",
            schema or holder,
            f"`{name}` is passed as {what}: its schema is not applied to {to}",
            drops="lost" if schema is not None and schema.value not in ({}, True) else "",
        )

    def _item(self, kind: str, schema: Node | None, item: Node | None) -> ir.Type:
        """The type of one item of a sequence."""
        if item is not None:
            if kind == "sse":
                data = self._event_data(item)
                if data is not None:
                    return self.schemas.type_of(data)
            return self.schemas.type_of(item)
        if schema is None:
            return ir.Any()
        if kind == "jsonl":
            reduced = self.schemas.reduce(schema)
            if reduced is not None:
                shape = self.schemas.shape(reduced.node)
                if self.schemas.kind(shape) == "array" and shape.items:
                    return self.schemas.type_of_all(shape.items, f"{reduced.node.pointer}/items")
        found = self.schemas.type_of(schema)
        if isinstance(found, ir.Array):
            return found.items
        # A stream described as plain text says nothing about its items.
        return ir.Any() if isinstance(found, ir.String | ir.Binary) else found

    def _event_data(self, item: Node) -> Node | None:
        """The schema of `data` when an item describes the event itself (3.2, section 4.14.3.2)."""
        reduced = self.schemas.reduce(item)
        if reduced is None or type(reduced.node.value) is not dict:
            return None
        properties = self.schemas.shape(reduced.node).properties
        if "data" not in properties or any(name not in _EVENT_MEMBERS for name in properties):
            return None
        data = properties["data"][-1]
        return data.get("contentSchema") or data
