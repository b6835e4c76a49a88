"""Schemas: from nodes of the document to the types and named schemas of the IR.

A schema in the position of a value becomes a `Type`. What deserves a name (components, objects,
enums, unions of objects) gets an entry of `Api.schemas` and the type is a `Ref` to it. Entries are
built from a work-list, so recursion ends at every named schema and references may form any graph.

An entry is never nullable itself: where a schema allows null, every `Ref` to it is `Nullable`.
"""

from __future__ import annotations

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize import enums, limits, objects, scalars, unions
from clientsmith.normalize.context import Context
from clientsmith.normalize.discriminators import Family, Tags, is_heir
from clientsmith.normalize.docs import default_of, whole_docs_of
from clientsmith.normalize.inner_docs import remember, with_inner
from clientsmith.normalize.kinds import kind_of
from clientsmith.normalize.lookup import Lookup, Reduced
from clientsmith.normalize.places import Places
from clientsmith.normalize.shapes import Shape, composition, substantive, text_of

_MAX_NESTING = 40
"""Levels of lists, maps and unions in one type before the inner one becomes an alias of its own."""

_MAX_UNIONS = 6
"""Unions around an entry after which one of the same schemas is that one: unions of objects that
lead back to themselves are distributed over their members again and again."""


class Schemas(msgspec.Struct):
    """Converts schemas; `entries` is the outcome."""

    context: Context
    places: Places
    lookup: Lookup
    entries: dict[str, ir.Schema] = {}
    unions: dict[str, Tags] = {}
    """What the document says of the tags of the unions among the entries."""
    tags: dict[str, tuple[str, str]] = {}
    """Pointer of an object -> (tag property, the only value it has there)."""
    families: dict[str, Family] = {}
    """Schemas with a `discriminator` that others extend by `allOf`."""
    homes: dict[str, Node] = {}
    """Pointer of a schema outside `components` -> the component that is nothing but it."""
    unnamed: list[Node] = []
    """Schemas with texts that `type_of` saw, for whoever asked for the type."""
    _known: dict[str, None] = {}
    """Pointers that have an entry or will get one."""
    _roots: list[Node] = []
    _inner: list[tuple[str, Shape | Node]] = []
    """Entries to build; of a plain object only the schema is known yet."""
    _plain_objects: dict[bytes, objects.Known] = {}
    """What has been made of a plain object, by the text of its schema."""
    _merged: dict[str, None] = {}
    """Pointers of entries made of several schemas, but for those inside such an entry."""
    _together: dict[tuple[str, ...], str] = {}
    """One of those and the pointers of schemas that describe one value inside -> its entry."""
    _open: dict[tuple[str, ...], str] = {}
    """Schemas whose type together is being made -> the pointer of its entry, if it gets one."""
    _deep: dict[str, str] = {}
    """Compositions of shapes in many unions -> the entry of the first such one."""
    _depth: int = 0

    # --- entries ---

    def component(self, node: Node) -> None:
        """Give a schema an entry, and build it with all it leads to."""
        self.require(node)
        self.build()

    def require(self, node: Node) -> None:
        """Have an entry built for a schema that is referred to."""
        if node.pointer not in self._known:
            self._known[node.pointer] = None
            self._roots.append(node)

    def build(self) -> None:
        """Build all entries that are waiting, each followed by those written inside it."""
        while self._roots:
            root = self._roots.pop(0)
            self._build_root(root)
            self.build_inner()

    def inner(self, pointer: str, inside: Shape | Node) -> ir.Ref:
        """Have an entry built for what is written inside another schema."""
        if pointer not in self._known:
            if pointer.count("Of/") > _MAX_UNIONS and isinstance(inside, Shape):
                first = self._deep.setdefault(composition(inside), pointer)
                if first != pointer:
                    return ir.Ref(pointer=first)
            self._known[pointer] = None
            self._inner.append((pointer, inside))
        return ir.Ref(pointer=pointer)

    def build_inner(self) -> None:
        """Build the entries of schemas written inside others, outer ones first."""
        stack, self._inner = self._inner[::-1], []
        while stack:
            pointer, inside = stack.pop()
            if isinstance(inside, Node):
                self._build_plain(inside)
            else:
                self._build_entry(pointer, inside)
            stack.extend(self._inner[::-1])
            self._inner = []

    def _build_root(self, node: Node) -> None:
        self.unnamed.clear()
        family = self.families.get(node.pointer)
        if family is not None:
            self._build_family(node, family)
            return
        reduced = self.reduce(node)
        if reduced is None or (reduced.referenced and reduced.node.pointer != node.pointer):
            self.places.place(node)
            target = node if reduced is None else reduced.node
            if is_heir(self.families, node, target):
                self._build_entry(node.pointer, self.shape(node))
            elif self.homes.get(target.pointer) is node:
                self.places.adopt(target.pointer, node.pointer)
                self._build_entry(node.pointer, self.shape(target))
            else:
                self._alias(node.pointer, node, ir.Any() if reduced is None else self._ref(target))
            return
        shape = self.shape(node if reduced.node.pointer == node.pointer else reduced.node)
        shape.node = node
        self._build_entry(node.pointer, shape)

    def _build_entry(self, pointer: str, shape: Shape) -> None:
        """Make the entry of one shape."""
        node = shape.node
        if pointer not in self.places.named:
            self.places.place(
                node if node.pointer == pointer else Node(node.value, pointer, node.document)
            )
        kind = self.kind(shape)
        limits.leave_out(self.context, shape, kind, scalars.types_of)
        self.unnamed.clear()
        if kind == "object":
            self.entries[pointer] = objects.object_of(self, shape, pointer)
        elif kind == "enum" or (kind == "const" and not shape.constant):
            self.entries[pointer] = self._enum(pointer, shape)
        elif kind == "union":
            self._alias(pointer, node, unions.union_of(self, shape, pointer))
        else:
            self._alias(pointer, node, self._plain(shape, kind, pointer))

    def _build_plain(self, node: Node) -> None:
        """Make the entry of a plain object; one like an earlier one is not read again."""
        text = text_of(node.value)
        known = self._plain_objects.get(text)
        if known is not None:
            self.places.place(node)
            self.entries[node.pointer] = objects.plain_object(self, node, known)
            return
        before = self.context.said
        self._build_entry(node.pointer, self.shape(node))
        entry = self.entries[node.pointer]
        if self.context.said == before and isinstance(entry, ir.Object):
            self._plain_objects[text] = objects.Known(entry, node.value)

    def _build_family(self, node: Node, family: Family) -> None:
        self.context.use(node)
        self.places.place(node)
        variants = []
        for heir in family.heirs:
            self.require(heir)
            variants.append(ir.Ref(pointer=self._own_pointer(heir)))
        if family.with_base:
            variants.append(ir.Ref(pointer=self._own_pointer(node)))
        self.unions[node.pointer] = family.tags
        self._alias(node.pointer, node, ir.Union(variants=tuple(variants)))

    def _own_pointer(self, node: Node) -> str:
        """Where the object itself is when the pointer stands for it or any of its heirs."""
        if node.pointer not in self.families:
            return node.pointer
        return self.inner(node.pointer + "/discriminator", self.shape(node)).pointer

    def named(self, pointer: str, node: Node) -> tuple[ir.Name, ir.Origin, ir.Docs]:
        """What an entry is called, where it comes from, and what its schema says."""
        place = self.places.named[pointer]
        docs = whole_docs_of(self.context, node, title_beside=place.wire or None)
        return ir.Name(place.wire or "_".join(place.words), place.words), place.origin, docs

    def _alias(self, pointer: str, node: Node, type_: ir.Type) -> None:
        if isinstance(type_, ir.Nullable):
            type_ = type_.type
        name, origin, docs = self.named(pointer, node)
        self.entries[pointer] = ir.Alias(
            pointer=pointer,
            name=name,
            origin=origin,
            type=type_,
            default=default_of(node),
            docs=with_inner(self.context, docs, node.pointer, self.unnamed, (node,)),
        )

    def _enum(self, pointer: str, shape: Shape) -> ir.Enum:
        name, origin, docs = self.named(pointer, shape.node)
        members = enums.members_of(self.context, shape)
        return ir.Enum(
            pointer=pointer,
            name=name,
            origin=origin,
            type=enums.common_type([member.value for member in members], shape.format),
            members=members,
            default=default_of(shape.node),
            docs=docs,
        )

    # --- types ---

    def type_of(self, node: Node) -> ir.Type:
        """The type of a schema in the position of a value."""
        value = node.value
        if type(value) is dict:
            if (simple := scalars.simple(self.context, node)) is not None:
                remember(self.unnamed, node)
                return simple
        elif value is True:
            return ir.Any()
        elif value is False:
            return ir.Never()
        if node.pointer in self._known:
            return self._maybe_null(ir.Ref(pointer=node.pointer), self.is_nullable(node))
        if node.pointer in self.homes:
            return self._ref(node)
        reduced = self.reduce(node)
        if reduced is None:
            return ir.Any()
        remember(self.unnamed, node)
        if reduced.referenced:
            return self._maybe_null(self._ref(reduced.node), reduced.nullable)
        inner = reduced.node
        null = objects.null_of_plain(inner)
        if null is not None and inner.pointer not in self.tags:
            named = self.inner(inner.pointer, inner)
            return self._maybe_null(named, reduced.nullable or null)
        shape = self.shape(inner)
        made = self.core(shape, inner.pointer)
        if inner is not node and not isinstance(made, ir.Ref):
            remember(self.unnamed, inner)
        return self._maybe_null(made, reduced.nullable or bool(shape.nullable))

    def type_of_all(self, nodes: list[Node], pointer: str) -> ir.Type:
        """The type of a value that several schemas describe.

        `pointer` is what it is called if named.
        """
        kept: list[Node] = []
        for node in nodes:
            if node.value is True or (type(node.value) is dict and not substantive(node.value)):
                self.context.use(node)
            elif all(node.value != other.value for other in kept):
                kept.append(node)
            else:
                self.context.repeated.add(id(node.value))
        if len(kept) < 2:
            return self.type_of(kept[0]) if kept else ir.Any()
        covering = self.lookup.covering(kept)
        if covering is not None:
            self.context.read.update(id(node.value) for node in kept)
            return self.type_of(covering)
        last = kept[-1].pointer
        owner = pointer.rpartition("/properties/")[0] or pointer.rpartition("/")[0]
        own = last if last.startswith(f"{owner}/") else pointer
        shape = self.lookup.intersection(kept)
        # Schemas that hold together and refer to themselves hold together again inside.
        around = next((it for it in pointers.around(own) if it in self._merged), own)
        parts = tuple(node.pointer for node in kept)
        key = (around, *parts)
        if key in self._together:
            made: ir.Type = ir.Ref(pointer=self._together[key])
        elif parts in self._open:  # lists or maps of themselves have an entry
            made = self.inner(self._open[parts], shape)
            self._merged[self._open[parts]] = None
        else:
            self._open[parts] = own
            made = self.core(shape, own)
            if self._open.pop(parts) in self._merged:
                made = ir.Ref(pointer=own)
        if isinstance(made, ir.Ref) and made.pointer == own:
            self._merged[around] = None
            self._together[key] = own
        return self._maybe_null(made, bool(shape.nullable))

    def core(self, shape: Shape, pointer: str) -> ir.Type:
        """The type of a shape, null aside; `pointer` is that of its entry, if it gets one."""
        kind = self.kind(shape)
        limits.leave_out(self.context, shape, kind, scalars.types_of)
        named = kind in ("object", "enum") or (kind == "union" and unions.worth_a_name(self, shape))
        if named or (
            self._depth >= _MAX_NESTING and kind in ("array", "map", "tuple", "union", "types")
        ):
            return self.inner(pointer, shape)
        return self._plain(shape, kind, pointer)

    def _plain(self, shape: Shape, kind: str, pointer: str) -> ir.Type:
        """The type of a shape that gets no entry, or whose entry is an alias."""
        self._depth += 1
        try:
            match kind:
                case "never":
                    return ir.Never()
                case "null":
                    return ir.Null()
                case "const":
                    return ir.Const(value=(shape.values or [None])[0])
                case "map":
                    return self._map(shape, pointer)
                case "array":
                    return self._array(shape, pointer)
                case "tuple":
                    return ir.Tuple(
                        items=tuple(self.type_of(node) for node in shape.prefix),
                        rest=None if shape.no_items else self._all_items(shape, pointer),
                        constraints=limits.constraints(shape, kind),
                    )
                case "union":
                    return unions.union_of(self, shape, pointer)
                case "types":
                    return self._several_types(shape, pointer)
                case _:
                    return scalars.scalar(shape, kind)
        finally:
            self._depth -= 1

    def kind(self, shape: Shape) -> str:
        """What becomes of a shape, see `kinds`."""
        return kind_of(self.context, shape)

    def shape(self, node: Node) -> Shape:
        """The shape of a schema, see `Lookup`."""
        return self.lookup.shape(node)

    def reduce(self, node: Node) -> Reduced | None:
        """The schema inside wrappers, see `Lookup`."""
        return self.lookup.reduce(node)

    def is_nullable(self, node: Node) -> bool:
        """Whether a schema allows null, see `Lookup`."""
        return self.lookup.is_nullable(node)

    def _map(self, shape: Shape, pointer: str) -> ir.Map:
        constraints = limits.constraints(shape, "object")
        if shape.additional:
            return ir.Map(values=self.additional(shape, pointer), constraints=constraints)
        if len(shape.patterns) == 1:
            [(pattern, nodes)] = shape.patterns.items()
            below = f"{pointer}/patternProperties/{pointers.escape(pattern)}"
            return ir.Map(values=self.type_of_all(nodes, below), constraints=constraints)
        if shape.patterns:
            values = [
                self.type_of_all(nodes, f"{pointer}/patternProperties/{pointers.escape(pattern)}")
                for pattern, nodes in shape.patterns.items()
            ]
            return ir.Map(values=unions.simplified(values), constraints=constraints)
        return ir.Map(values=ir.Any(), constraints=constraints)

    def additional(self, shape: Shape, pointer: str) -> ir.Type:
        """The type of what an object may hold that it does not declare."""
        return self.type_of_all(shape.additional, f"{pointer}/additionalProperties")

    def _array(self, shape: Shape, pointer: str) -> ir.Type:
        items: ir.Type = ir.Never() if shape.no_items else ir.Any()
        return ir.Array(
            items=self._all_items(shape, pointer) if shape.items else items,
            constraints=limits.constraints(shape, "array"),
        )

    def _all_items(self, shape: Shape, pointer: str) -> ir.Type:
        return self.type_of_all(shape.items, f"{pointer}/items") if shape.items else ir.Any()

    def _several_types(self, shape: Shape, pointer: str) -> ir.Type:
        """`type: [a, b]`: each type with the keywords that are for it."""
        variants: list[ir.Type] = []
        for name in scalars.types_of(shape) or ():
            one = scalars.only(shape, name)
            variants.append(
                self.core(one, f"{pointer}/properties" if name == "object" else pointer)
            )
        return unions.simplified(variants)

    def _ref(self, target: Node) -> ir.Type:
        """A reference to a schema; null included, where the target allows it."""
        target = self.homes.get(target.pointer, target)
        self.require(target)
        return self._maybe_null(ir.Ref(pointer=target.pointer), self.is_nullable(target))

    @staticmethod
    def _maybe_null(type_: ir.Type, nullable: bool) -> ir.Type:
        if not nullable or isinstance(type_, ir.Nullable | ir.Null | ir.Any):
            return type_
        return ir.Nullable(type=type_)
