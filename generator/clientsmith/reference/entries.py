"""What is inside types, as nested entries of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any as Json
from typing import TypeAlias

import msgspec

from clientsmith import ir
from clientsmith.contents import place_of
from clientsmith.limits import shown
from clientsmith.reference.language import Argument, Direction, Language, is_named, visible
from clientsmith.reference.model import Entry, Model
from clientsmith.samples.shapes import Schemas

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


Inside: TypeAlias = ir.Object | ir.Enum | ir.Alias | ir.Union | ir.Tuple | None
"""What is listed below a type: members, values, variants."""


class Said(msgspec.Struct, frozen=True):
    """What there is to say of a property, in whatever language."""

    source: ir.Property | ir.Parameter
    text: str
    limits: tuple[tuple[str, str], ...]
    inside: Inside


class Facts:
    """What all languages have in common; each property is looked at once."""

    def __init__(self, api: ir.Api) -> None:
        self.schemas = api.schemas
        self._schemas = Schemas(api)
        self._known: dict[int, Said] = {}

    def of(self, source: ir.Property | ir.Parameter) -> Said:
        """The facts of a property or parameter."""
        found = self._known.get(id(source))
        if found is None:
            # It is held, so that no other one has its identity.
            found = self._known[id(source)] = Said(
                source,
                text_of(source.docs) or self.text(source.type),
                self.limits(source.type, source.default),
                self.inside(source.type),
            )
        return found

    def text(self, kind: ir.Type) -> str:
        """What a type says of itself that has no page of its own: an enum, another name."""
        for found in self._within(kind):
            match found:
                case ir.Enum():
                    return text_of(found.docs)
                case ir.Alias(type=inner) if not isinstance(inner, ir.Union | ir.Tuple):
                    if text := text_of(found.docs):
                        return text
                case _:
                    break
        return ""

    def limits(self, kind: ir.Type, default: Json = msgspec.UNSET) -> tuple[tuple[str, str], ...]:
        """What is demanded of values of a type, and of the items of a list."""
        kind = self._schemas.shape(kind).type
        if isinstance(kind, ir.Array) and isinstance(kind.items, ir.Ref | ir.Nullable):
            kind = msgspec.structs.replace(kind, items=self._schemas.shape(kind.items).type)
        return limits_of(kind, default)

    def inside(self, kind: ir.Type) -> Inside:
        """What is to be listed of a type: behind nullable, lists and names."""
        for found in self._within(kind):
            match found:
                case ir.Object(properties=[_, *_]) | ir.Enum() | ir.Union() | ir.Tuple():
                    return found
                case ir.Alias(type=ir.Union() | ir.Tuple()):
                    return found
                case _:
                    pass
        return None

    def _within(self, kind: ir.Type) -> Iterator[ir.Schema | ir.Type]:
        """What a type leads to, behind nullable and lists: each name on the way, and the end."""
        seen: set[ir.Pointer] = set()
        while True:
            match kind:
                case ir.Nullable(type=inner) | ir.Array(items=inner) | ir.Map(values=inner):
                    kind = inner
                case ir.Ref(pointer=pointer):
                    schema = self.schemas.get(pointer)
                    if schema is None or pointer in seen:
                        return
                    seen.add(pointer)
                    yield schema
                    if not isinstance(schema, ir.Alias):
                        return
                    kind = schema.type
                case _:
                    yield kind
                    return


class Entries:
    """Makes the entries of one language; models are made once."""

    def __init__(self, facts: Facts, language: Language) -> None:
        self._facts = facts
        self._schemas = facts.schemas
        self._language = language
        self._models: dict[str, Model] = {}
        self._pending: list[tuple[str, ir.Object | ir.Alias, Direction]] = []
        self._known: set[str] = set()
        self._enums: dict[ir.Pointer, tuple[Entry, ...]] = {}

    def models(self) -> dict[str, Model]:
        """All models that the entries so far lead to."""
        while self._pending:
            key, schema, direction = self._pending.pop()
            self._models[key] = self._model(schema, direction)
        return self._models

    def key(self, pointer: ir.Pointer, direction: Direction) -> str:
        """The key of the model of a schema; empty when it has none."""
        return self._listed(self._facts.inside(ir.Ref(pointer=pointer)), direction, 0)[0]

    # --- entries ------------------------------------------------------------------------------

    def argument(self, it: Argument, body: ir.Object | None = None) -> Entry:
        """An argument of a method; `body` is the object that its members may be arguments of."""
        source = it.source
        said = None if source is None else self._facts.of(source)
        kind = source.type if source is not None else it.kind
        inside = self._facts.inside(kind) if said is None and kind is not None else None
        model, inner = self._listed(inside if said is None else said.inside, "input", 0)
        if it.arguments:
            inner = tuple(self.argument(one, body) for one in it.arguments)
        if said is not None:
            text, limits = said.text, said.limits
        else:
            kind = kind or ir.Any()
            text, limits = it.text or self._facts.text(kind), self._facts.limits(kind)
        return Entry(
            label=it.label,
            name=it.name,
            type=it.type,
            optional=it.optional,
            nullable=isinstance(kind, ir.Nullable),
            text=text,
            limits=limits,
            model=model,
            entries=inner,
            pointer=_place_of(source, body),
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
            said = self._facts.of(prop)
            model, inner = self._listed(said.inside, direction, 0)
            yield Entry(
                label=label,
                name=name,
                type=kind,
                optional=not prop.required,
                nullable=isinstance(prop.type, ir.Nullable),
                text=said.text,
                limits=said.limits,
                model=model,
                entries=inner,
                pointer=place_of(schema, prop),
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
        return self._listed(self._facts.inside(kind), direction, depth)

    def _listed(
        self, inside: Inside, direction: Direction, depth: int
    ) -> tuple[str, tuple[Entry, ...]]:
        match inside:
            case None:
                return "", ()
            case ir.Object() | ir.Alias():
                return self._keyed(inside, direction), ()
            case ir.Enum():
                return "", self._values(inside)
            case _:
                return "", self._inside(inside, direction, depth) if depth < _DEEPEST else ()

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
                    limits=self._facts.limits(part),
                    model=model,
                    entries=inner,
                    pointer=schema.pointer if schema is not None else "",
                )
            )
        plain = all(not (it.model or it.entries or it.limits) for it in found)
        return () if plain and len(found) <= 3 else tuple(found)

    def _values(self, schema: ir.Enum) -> tuple[Entry, ...]:
        found = self._enums.get(schema.pointer)
        if found is None:
            found = self._enums[schema.pointer] = tuple(
                Entry(
                    label=self._language.value(schema, member),
                    kind="value",
                    text=text_of(member.docs),
                    pointer=schema.pointer,
                )
                for member in schema.members
            )
        return found


def _place_of(source: ir.Parameter | ir.Property | None, body: ir.Object | None) -> ir.Pointer:
    if isinstance(source, ir.Parameter):
        return source.pointer
    return place_of(body, source) if source is not None and body is not None else ""


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


def limits_of(kind: ir.Type, default: Json = msgspec.UNSET) -> tuple[tuple[str, str], ...]:
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
