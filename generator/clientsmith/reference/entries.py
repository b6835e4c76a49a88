"""What is inside types, as nested entries of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.limits import shown
from clientsmith.reference.language import Argument, Direction, Language, is_named, visible
from clientsmith.reference.model import Entry, Model

_DEEPEST = 8
"""Levels of unions and tuples that are written inside each other."""

_LIMITS: Sequence[tuple[str, str]] = (
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("exclusive_minimum", "exclusiveMinimum"),
    ("exclusive_maximum", "exclusiveMaximum"),
    ("multiple_of", "multipleOf"),
    ("min_length", "minLength"),
    ("max_length", "maxLength"),
    ("pattern", "pattern"),
    ("min_items", "minItems"),
    ("max_items", "maxItems"),
    ("unique_items", "uniqueItems"),
    ("min_properties", "minProperties"),
    ("max_properties", "maxProperties"),
)


class Entries:
    """Makes the entries of one language; models are made once."""

    def __init__(self, schemas: Mapping[ir.Pointer, ir.Schema], language: Language) -> None:
        self._schemas = schemas
        self._language = language
        self._models: dict[str, Model] = {}
        self._pending: list[tuple[str, ir.Object | ir.Alias, Direction]] = []
        self._known: set[str] = set()

    def models(self) -> dict[str, Model]:
        """All models that the entries so far lead to."""
        while self._pending:
            key, schema, direction = self._pending.pop()
            self._models[key] = self._model(schema, direction)
        return self._models

    def key(self, pointer: ir.Pointer, direction: Direction) -> str:
        """The key of the model of a schema; empty when it has none."""
        return self._nested(ir.Ref(pointer=pointer), direction, 0)[0]

    # --- entries ------------------------------------------------------------------------------

    def argument(self, it: Argument) -> Entry:
        """An argument of a method."""
        kind = it.source.type if it.source is not None else it.kind
        model, inner = ("", ()) if kind is None else self._nested(kind, "input", 0)
        if it.arguments:
            inner = tuple(map(self.argument, it.arguments))
        source = it.source
        return Entry(
            label=it.label,
            name=it.name,
            type=it.type,
            optional=it.optional,
            nullable=isinstance(kind, ir.Nullable),
            text=text_of(source.docs) if source is not None else it.text,
            limits=limits_of(kind, source.default if source is not None else msgspec.UNSET),
            model=model,
            entries=inner,
            pointer=source.pointer if source is not None else "",
        )

    def parameter(self, it: ir.Parameter, direction: Direction) -> Entry:
        """A header of an answer."""
        kind = self._language.type(it.type, direction)
        label = f"{it.name.wire}: {'' if it.required else 'optional '}{kind}"
        name = it.name.wire
        return self.argument(Argument(name=name, label=label, type=kind, source=it))

    def result(self, kind: ir.Type) -> Entry:
        """What a method returns."""
        model, inner = self._nested(kind, "output", 0)
        schema = self._schemas.get(kind.pointer) if isinstance(kind, ir.Ref) else None
        return Entry(
            label=self._language.result(kind),
            kind="variant",
            type=self._language.type(kind, "output"),
            text=text_of(schema.docs) if schema is not None else "",
            model=model,
            entries=inner,
            pointer=schema.pointer if schema is not None else "",
        )

    def members(self, kind: ir.Type) -> tuple[Entry, ...]:
        """The members of an object that is written where it is answered."""
        schema = self._schemas.get(kind.pointer) if isinstance(kind, ir.Ref) else None
        if not isinstance(schema, ir.Object) or is_named(schema):
            return ()
        return tuple(self._members(schema, visible(schema, "output"), "output"))

    def page(self, paging: ir.Paging) -> tuple[Entry, ...]:
        """The members of a page."""
        page = paging.page
        items = ir.Array(items=paging.item)
        schema = ir.Object(pointer="", name=page.name, properties=page.properties)
        properties = [
            msgspec.structs.replace(it, type=items) if it.name.wire == page.items else it
            for it in page.properties
        ]
        return tuple(self._members(schema, properties, "output")) or (self.result(items),)

    def _members(
        self, schema: ir.Object, properties: Iterable[ir.Property], direction: Direction
    ) -> Iterator[Entry]:
        for prop in properties:
            name, kind, label = self._language.member(schema, prop, direction)
            model, inner = self._nested(prop.type, direction, 0)
            yield Entry(
                label=label,
                name=name,
                type=kind,
                optional=not prop.required,
                nullable=isinstance(prop.type, ir.Nullable),
                text=text_of(prop.docs),
                limits=limits_of(prop.type, prop.default),
                model=model,
                entries=inner,
                pointer=prop.pointer,
            )

    def _model(self, schema: ir.Object | ir.Alias, direction: Direction) -> Model:
        if isinstance(schema, ir.Object):
            inner = tuple(self._members(schema, visible(schema, direction), direction))
        else:
            inner = self._inside(schema.type, direction, 0)
        return Model(
            label=self._language.result(ir.Ref(pointer=schema.pointer)),
            name=schema.name.wire if is_named(schema) else "",
            pointer=schema.pointer,
            text=text_of(schema.docs),
            entries=inner,
        )

    def _nested(
        self, kind: ir.Type, direction: Direction, depth: int
    ) -> tuple[str, tuple[Entry, ...]]:
        """What is inside a type: the key of a model, or entries."""
        seen: set[ir.Pointer] = set()
        while True:
            match kind:
                case ir.Nullable(type=inner) | ir.Array(items=inner) | ir.Map(values=inner):
                    kind = inner
                case ir.Ref(pointer=pointer):
                    schema = self._schemas.get(pointer)
                    match schema:
                        case ir.Object(properties=[_, *_]):
                            return self._keyed(schema, direction), ()
                        case ir.Enum():
                            return "", tuple(self._values(schema))
                        case ir.Alias(type=ir.Union() | ir.Tuple()):
                            return self._keyed(schema, direction), ()
                        case ir.Alias(type=inner) if pointer not in seen:
                            seen.add(pointer)
                            kind = inner
                        case _:
                            return "", ()
                case ir.Union() | ir.Tuple() if depth < _DEEPEST:
                    return "", self._inside(kind, direction, depth)
                case _:
                    return "", ()

    def _keyed(self, schema: ir.Object | ir.Alias, direction: Direction) -> str:
        key = f"{direction}:{schema.pointer}"
        if key not in self._known:
            self._known.add(key)
            self._pending.append((key, schema, direction))
        return key

    def _inside(self, kind: ir.Type, direction: Direction, depth: int) -> tuple[Entry, ...]:
        """The variants of a union, the items of a tuple, where there is more to say of them."""
        match kind:
            case ir.Union(variants=variants):
                parts = variants
            case ir.Tuple(items=items, rest=rest):
                parts = items if rest is None else (*items, rest)
            case _:
                return ()
        found: list[Entry] = []
        for part in parts:
            model, inner = self._nested(part, direction, depth + 1)
            schema = self._schemas.get(part.pointer) if isinstance(part, ir.Ref) else None
            found.append(
                Entry(
                    label=self._language.type(part, direction),
                    kind="variant",
                    type=self._language.type(part, direction),
                    text=text_of(schema.docs) if schema is not None else "",
                    limits=limits_of(part),
                    model=model,
                    entries=inner,
                    pointer=schema.pointer if schema is not None else "",
                )
            )
        plain = all(not (it.model or it.entries or it.limits) for it in found)
        return () if plain and len(found) <= 3 else tuple(found)

    def _values(self, schema: ir.Enum) -> Iterator[Entry]:
        for member in schema.members:
            yield Entry(
                label=self._language.value(schema, member),
                kind="value",
                text=text_of(member.docs),
                pointer=schema.pointer,
            )


def text_of(docs: ir.Docs) -> str:
    """Summary and description, and a note on deprecation."""
    if not (docs.summary or docs.deprecated or docs.deprecation or docs.external or docs.inner):
        return docs.description.strip()
    parts = [docs.summary.strip(), docs.description.strip()]
    if parts[0] == parts[1] or (parts[0] and parts[1].startswith(parts[0])):
        parts = parts[1:]
    if docs.deprecated or docs.deprecation:
        parts.append(f"**Deprecated**{': ' if docs.deprecation else ''}{docs.deprecation}")
    if docs.external:
        parts.append(see(docs.external))
    parts.extend(text for it in docs.inner if (text := text_of(it.docs)))
    return "\n\n".join(filter(None, parts))


def see(url: str) -> str:
    """A link to further documentation, in Markdown."""
    plain = re.fullmatch(r"https?://[^\s<>()\[\]\\`\"]+", url)
    return f"See [{url}]({url})" if plain else f"See {url}"


def limits_of(kind: ir.Type | None, default: Json = msgspec.UNSET) -> tuple[tuple[str, str], ...]:
    """Keywords of JSON Schema with their values, sorted."""
    if isinstance(kind, ir.Ref | ir.Boolean) and default is msgspec.UNSET:
        return ()
    found = dict(_limits(kind))
    if default is not msgspec.UNSET and default is not None:
        found["default"] = shown(default)
    return tuple(sorted((key, text) for key, text in found.items() if text))


def _limits(kind: ir.Type | None) -> Iterator[tuple[str, str]]:
    while isinstance(kind, ir.Nullable):
        kind = kind.type
    match kind:
        case ir.String() | ir.Integer() | ir.Number():
            if kind.format:
                yield "format", kind.format
        case ir.Array(items=items):
            for key, text in _limits(items):
                yield f"items.{key}", text
        case ir.Map() | ir.Tuple() | ir.Union():
            pass
        case _:
            return
    limits = kind.constraints
    if limits is None:
        return
    for attribute, keyword in _LIMITS:
        value = getattr(limits, attribute)
        if value is not None and value is not False:
            yield keyword, shown(value)
