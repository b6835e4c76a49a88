"""Pages: the envelopes of lists, and how one page leads to the next."""

from __future__ import annotations

import msgspec

from clientsmith import ir, pointers
from clientsmith.document import Node
from clientsmith.normalize.answers import Answer, Answers
from clientsmith.normalize.context import Context
from clientsmith.normalize.docs import docs_of, whole_docs_of
from clientsmith.normalize.names import name_of, words
from clientsmith.normalize.paging_extensions import extended
from clientsmith.normalize.paging_rules import (
    Facts,
    asked,
    configured,
    inferred,
    items_of,
    member_at,
)
from clientsmith.normalize.placed import Owner, Place
from clientsmith.normalize.properties import properties_of
from clientsmith.normalize.routes import Route
from clientsmith.normalize.schemas import Schemas
from clientsmith.normalize.shapes import Shape

_KIND_WORDS = {
    "offset": ("offset",),
    "page": ("numbered",),
    "cursor": ("cursor",),
    "link": ("linked",),
    "last_item": ("last", "item"),
}


_NEEDED: dict[str, tuple[str, ...]] = {
    "offset": ("offset",),
    "page": ("number",),
    "cursor": ("cursor", "next"),
    "link": (),
    "last_item": ("cursor", "item_id"),
}


class Plan(msgspec.Struct, frozen=True):
    """A paged operation, recognised but not yet converted."""

    route: Route
    owner: Owner
    facts: Facts
    answer: Answer
    items: tuple[Node, ...]
    """The schemas of an item; they hold together."""
    items_pointer: str
    envelope: Node | None
    """None: the answer is a bare array."""


class Pages(msgspec.Struct):
    """Recognises pages, then builds them."""

    context: Context
    schemas: Schemas
    answers: Answers
    plans: dict[str, Plan] = {}
    """By the operation's pointer."""
    pages: dict[str, ir.Page] = {}
    """Finished, by the operation's pointer."""
    _facts: dict[str, Facts | None] = {}

    # --- recognising ---

    def facts(self, route: Route) -> Facts | None:
        """Whether and how an operation is paged; None: nothing says that it is."""
        if route.pointer not in self._facts:
            found = configured(self.context, route)
            answer = self.answers.of(route)
            if found is None:
                request = asked(self.context, route)
                found = extended(self.context, self.answers, route, answer, request)
                if found is None:
                    found = inferred(self.answers, route, answer, request)
            self._facts[route.pointer] = found
        return self._facts[route.pointer]

    def is_list(self, route: Route) -> bool | None:
        """Whether the answer of an operation is a list; None: the document does not say."""
        facts = self.facts(route)
        return True if facts is not None and facts.kind != "none" else self.answers.is_list(route)

    def recognise(self, route: Route, owner: Owner) -> None:
        """Plan the paging of an operation, if it has one."""
        facts = self.facts(route)
        if facts is None:
            return
        self.context.decide(route.pointer, "paging", facts.kind, facts.source)
        if facts.kind == "none":
            return
        plan = self._plan(route, owner, facts, self.answers.of(route))
        if plan is not None:
            self.plans[route.pointer] = plan

    def _plan(self, route: Route, owner: Owner, facts: Facts, answer: Answer) -> Plan | None:
        shape, schema = answer.shape, answer.schema
        given = facts.source == "config" or facts.source.startswith("x-")

        def refuse(why: str) -> None:
            if given:
                self.context.warn(
                    "paging/refused",
                    route.node,
                    f"the paging that {facts.source} describes cannot be: {why}",
                )

        missing = [key for key in _NEEDED.get(facts.kind, ("kind",)) if not getattr(facts, key, "")]
        if missing:
            refuse(f"it does not say `{missing[0]}`")
            return None
        if shape is None or schema is None:
            refuse("the answer is not JSON")
            return None
        if answer.kind == "array":
            if facts.items:
                refuse(f"the answer is an array, it has no `{facts.items}`")
                return None
            items = tuple(shape.items)
            if not items:
                refuse("the answer's array has no `items`")
                return None
            return Plan(
                route,
                owner,
                msgspec.structs.replace(facts, items=""),
                answer,
                items,
                f"{schema.pointer}/items",
                None,
            )
        if answer.kind != "object":
            refuse("the answer is neither an object nor an array")
            return None
        name = facts.items if facts.items else items_of(self.answers, answer, route)
        nodes = member_at(self.answers, shape, name)
        if nodes is None:
            refuse(
                f"the answer has no array `{name}`"
                if name
                else "it is not clear which array has the items"
            )
            return None
        array = self.answers.array(nodes)
        if array is None:
            refuse(f"`{name}` is not an array with `items`")
            return None
        return Plan(
            route,
            owner,
            msgspec.structs.replace(facts, items=name),
            answer,
            tuple(array.items),
            f"{array.node.pointer}/items",
            schema,
        )

    def place(self) -> None:
        """Settle the names of pages and of the items written inside them."""
        users: dict[str, int] = {}
        for plan in self.plans.values():
            if plan.envelope is not None:
                at = plan.envelope.pointer
                users[at] = users.get(at, 0) + 1
        for plan in self.plans.values():
            owner = plan.owner
            origin = ir.Origin(resource=owner.resource, operation=owner.pointer, role="response")
            base = (*owner.base, "response")
            pointer = plan.items_pointer
            if len(plan.items) == 1:
                reduced = self.schemas.reduce(plan.items[0])
                inline = reduced is not None and not reduced.referenced
                pointer = reduced.node.pointer if reduced is not None and inline else ""
            envelope = plan.envelope
            if envelope is not None:
                name = self._name(plan)
                self.schemas.places.prefixes[envelope.pointer] = Place(
                    name.words, ir.Origin() if plan.answer.referenced else origin
                )
                if users[envelope.pointer] > 1:
                    base, origin = (*name.words, "item"), ir.Origin()
            if pointer:
                self.schemas.places.marks[pointer] = Place(base, origin, (*base, "item"))

    @property
    def envelopes(self) -> dict[str, None]:
        """Pointers of the components that are envelopes of pages."""
        return {
            plan.envelope.pointer: None
            for plan in self.plans.values()
            if plan.envelope is not None and plan.answer.referenced
        }

    # --- building ---

    def build(self) -> None:
        """Make the page of every plan; pages of the same shape and name are one."""
        made = {pointer: self._page(plan) for pointer, plan in self.plans.items()}
        kept = self._kept(made)
        for step in (_with_kind, _with_operation):
            groups: dict[tuple[str, ...], dict[tuple[object, ...], None]] = {}
            for pointer, page in made.items():
                groups.setdefault(page.name.words, {})[self._signature(pointer, page)] = None
            for pointer, page in list(made.items()):
                if len(groups[page.name.words]) > 1 and pointer not in kept:
                    if kept.get(page.name.words) == self._signature(pointer, page):
                        continue
                    name = step(page.name, self.plans[pointer])
                    self.context.note(
                        "name/page",
                        self.plans[pointer].route.node,
                        f"pages named `{page.name.wire}` differ; this one is "
                        f"`{'_'.join(name.words)}`",
                    )
                    made[pointer] = msgspec.structs.replace(page, name=name)
        first: dict[tuple[str, ...], ir.Page] = {}
        for pointer, page in made.items():
            self.pages[pointer] = first.setdefault(page.name.words, page)
            self.context.names.keep("page", pointer, "_".join(page.name.words))

    def _kept(self, made: dict[str, ir.Page]) -> dict[object, tuple[object, ...]]:
        """Give pages the names they had before: the signatures of these, by name and operation.

        What has one name must be one page still; of several, the first operation's keeps it.
        """
        kept: dict[object, tuple[object, ...]] = {}
        for pointer in sorted(made):
            locked = self.context.names.get("page", pointer)
            given = self.plans[pointer].facts.name
            if not locked or (given and words(given)):
                continue
            found, page = tuple(locked.split("_")), made[pointer]
            signature = self._signature(pointer, page)
            if kept.setdefault(found, signature) == signature:
                kept[pointer] = signature
                if found != page.name.words:
                    name = ir.Name("_".join(found), found)
                    made[pointer] = msgspec.structs.replace(page, name=name)
        return kept

    def _signature(self, pointer: str, page: ir.Page) -> tuple[object, ...]:
        """What pages of one name must have in common: their members, and how they go on."""
        facts = msgspec.structs.replace(self.plans[pointer].facts, source="", name="")
        members = tuple((one.name, repr(one.type), one.required) for one in page.properties)
        return (facts, members, page.items)

    def _name(self, plan: Plan) -> ir.Name:
        """The name of a page: from the config, the component, its title or the operation."""
        facts, envelope = plan.facts, plan.envelope
        if facts.name and words(facts.name):
            return name_of(facts.name)
        if envelope is None:
            name = (*_KIND_WORDS[facts.kind], "page")
            return ir.Name("_".join(name), name)
        if plan.answer.referenced:
            given = self.context.config.names
            key = envelope.key
            override = given.get(envelope.pointer) or given.get(key)
            return name_of(override or key, fallback=("page",))
        shared = pointers.split(envelope.pointer, "")[1]
        if shared[:2] == ("components", "responses") and len(shared) > 2:
            return name_of(shared[2], fallback=("page",))
        title = envelope.value.get("title") if type(envelope.value) is dict else None
        operation_id = plan.route.node.value.get("operationId")
        if type(title) is str and 0 < len(words(title)) <= 6 and len(title) <= 60:
            generated = type(operation_id) is str and words(title)[1:4] == words(operation_id)[:3]
            if not generated:
                return ir.Name(title, words(title))
        return _with_operation(ir.Name("", ()), plan)

    def _page(self, plan: Plan) -> ir.Page:
        name = self._name(plan)
        envelope, shape = plan.envelope, plan.answer.shape
        if envelope is None or shape is None:
            return ir.Page(name=name, properties=(), items="")
        items = plan.facts.items or ""
        others = msgspec.structs.replace(
            shape, properties={k: v for k, v in shape.properties.items() if k != items}
        )
        made = {
            one.name.wire: msgspec.structs.replace(
                one, elsewhere=others.properties[one.name.wire][-1].pointer
            )
            for one in properties_of(self.schemas, others, envelope.pointer)
        }
        if items in shape.properties:
            made[items] = self._items(shape, items)
        properties = tuple(made[wire] for wire in shape.properties if wire in made)
        return ir.Page(
            name=name,
            properties=properties,
            items=items,
            docs=whole_docs_of(self.context, envelope),
        )

    def _items(self, shape: Shape, items: str) -> ir.Property:
        """The property with the items, whatever they are."""
        node = shape.properties[items][-1]
        array: ir.Type = ir.Array(items=ir.Any())
        if self.schemas.is_nullable(node):
            array = ir.Nullable(type=array)
        return ir.Property(
            name=name_of(items),
            elsewhere=node.pointer,
            type=array,
            required=items in shape.required,
            docs=docs_of(self.context, node, title_beside=items),
        )

    def paging(self, pointer: str) -> ir.Paging | None:
        """The paging of an operation; None when it has none."""
        plan = self.plans.get(pointer)
        if plan is None:
            return None
        facts, page = plan.facts, self.pages[pointer]
        item = self.item(plan)
        match facts.kind:
            case "offset":
                return ir.OffsetPaging(
                    page=page, item=item, offset=facts.offset, limit=facts.limit, total=facts.total
                )
            case "page":
                return ir.PagePaging(
                    page=page,
                    item=item,
                    number=facts.number,
                    size=facts.limit,
                    first=facts.first,
                    total_pages=facts.total_pages,
                    total=facts.total,
                    has_more=facts.has_more,
                )
            case "cursor":
                return ir.CursorPaging(
                    page=page,
                    item=item,
                    cursor=facts.cursor,
                    next=facts.next,
                    limit=facts.limit,
                    has_more=facts.has_more,
                )
            case "last_item":
                return ir.LastItemPaging(
                    page=page,
                    item=item,
                    cursor=facts.cursor,
                    item_id=facts.item_id,
                    has_more=facts.has_more,
                    limit=facts.limit,
                )
            case _:
                return ir.LinkPaging(page=page, item=item, next=facts.next)

    def item(self, plan: Plan) -> ir.Type:
        """The type of an item."""
        return self.schemas.type_of_all(list(plan.items), plan.items_pointer)

    def body(self, plan: Plan) -> ir.Type:
        """The type of the whole answer, as far as it is a schema of its own."""
        if plan.envelope is None:
            return ir.Array(items=self.item(plan))
        if plan.envelope.pointer in self.schemas.entries:
            return ir.Ref(pointer=plan.envelope.pointer)
        return ir.Any()


def _with_kind(name: ir.Name, plan: Plan) -> ir.Name:
    """The name with the kind of paging."""
    found = (*name.words, *_KIND_WORDS.get(plan.facts.kind, ()))
    return ir.Name("_".join(found), found)


def _with_operation(name: ir.Name, plan: Plan) -> ir.Name:
    """A name that only this operation's page can have."""
    resource = [word for one in plan.owner.resource for word in one.words]
    found = (*resource, *plan.owner.method, "page")
    return ir.Name("_".join(found), found)
