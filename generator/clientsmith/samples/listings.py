"""Three pages of a listing: the answers, and the requests an iteration has to make for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any as Json
from typing import Protocol, assert_never

import msgspec

from clientsmith import ir
from clientsmith.samples import sample, sample_page
from clientsmith.samples.members import with_member, without_member
from clientsmith.samples.shapes import (
    Schemas,
    shortened,
)


class Argument(Protocol):
    """What is asked of the arguments of an operation."""

    @property
    def wire(self) -> str:
        """The name on the wire."""

    @property
    def required(self) -> bool:
        """Whether it must be given."""


class Step(msgspec.Struct, frozen=True):
    """One page: what is asked, and what comes back."""

    asked: Mapping[str, Json]
    """Changes of the request's parameters (or members of its body); "" is another target."""
    answer: Json
    link: str
    """Value of the answer's `Link` header; empty for none."""
    items: int


class Pages(msgspec.Struct, frozen=True):
    """A whole iteration."""

    steps: tuple[Step, ...]
    fixed: Mapping[str, Json]
    """Arguments that the first call has for the iteration to be what it is."""
    item: Json
    """What most items are; None when each is another one."""


def pages_of(arguments: Sequence[Argument], paging: ir.Paging, schemas: Schemas) -> Pages:
    """Three pages with items, and an empty one where only that can say that it is over."""
    return _Maker(arguments, paging, schemas).run()


class _Maker:
    def __init__(self, arguments: Sequence[Argument], paging: ir.Paging, schemas: Schemas) -> None:
        self._arguments = arguments
        self._paging = paging
        self._schemas = schemas
        self._item = shortened(sample(paging.item, schemas.all, full=False, known=schemas.known))

    def run(self) -> Pages:
        match self._paging:
            case ir.OffsetPaging() as paging:
                return self._offset(paging)
            case ir.PagePaging() as paging:
                return self._numbers(paging)
            case ir.CursorPaging() as paging:
                return self._cursor(paging)
            case ir.LinkPaging() as paging:
                return self._links(paging)
            case ir.LastItemPaging() as paging:
                return self._last_item(paging)
            case _:
                assert_never(self._paging)

    def _offset(self, paging: ir.OffsetPaging) -> Pages:
        counts = [2, 2, 1] if paging.total else [2, 2, 1, 0]
        total = {paging.total: 5} if paging.total else {}
        required = self._is_required(paging.offset)
        steps = [
            Step(
                {} if index == 0 else {paging.offset: sum(counts[:index])},
                self._page([self._item] * count, total),
                "",
                count,
            )
            for index, count in enumerate(counts)
        ]
        return Pages(tuple(steps), {paging.offset: 0} if required else {}, self._item)

    def _numbers(self, paging: ir.PagePaging) -> Pages:
        fixed: dict[str, Json] = {}
        if self._is_required(paging.number):
            fixed[paging.number] = paging.first
        facts: list[dict[str, Json]] = [{}, {}, {}]
        if paging.has_more:
            facts = [{paging.has_more: more} for more in (True, True, False)]
        elif paging.total_pages:
            facts = [{paging.total_pages: 3}] * 3
        elif paging.total and paging.size and self._takes(paging.size):
            fixed[paging.size] = 1
            facts = [{paging.total: 3}] * 3
        else:
            facts.append({})
        steps = [
            Step(
                {} if index == 0 else {paging.number: paging.first + index},
                self._page([self._item] if index < 3 else [], fact),
                "",
                int(index < 3),
            )
            for index, fact in enumerate(facts)
        ]
        return Pages(tuple(steps), fixed, self._item)

    def _cursor(self, paging: ir.CursorPaging) -> Pages:
        kind = self._kind_at(paging.next)
        whole = isinstance(kind, ir.Integer)
        tokens: list[Json] = [2, 3] if whole else ["token-2", "token-3"]
        end: Json = (0 if whole else "") if self._must_have(paging.next) else None
        steps: list[Step] = []
        for index, token in enumerate([*tokens, end]):
            facts: dict[str, Json] = {paging.next: token}
            if paging.has_more:
                facts[paging.has_more] = index < 2
            asked = {} if index == 0 else {paging.cursor: tokens[index - 1]}
            steps.append(Step(asked, self._page([self._item], facts), "", 1))
        return Pages(tuple(steps), {}, self._item)

    def _links(self, paging: ir.LinkPaging) -> Pages:
        end = "" if paging.next and self._must_have(paging.next) else None
        steps: list[Step] = []
        for index in range(3):
            target = f"/page/{index + 2}" if index < 2 else end
            facts = {paging.next: target} if paging.next else {}
            link = f'<{target}>; rel="next"' if target and not paging.next else ""
            asked = {} if index == 0 else {"": f"/page/{index + 1}"}
            steps.append(Step(asked, self._page([self._item], facts), link, 1))
        return Pages(tuple(steps), {}, self._item)

    def _last_item(self, paging: ir.LastItemPaging) -> Pages:
        kind = self._member(paging.item, paging.item_id)
        whole = kind is not None and isinstance(self._schemas.shape(kind).type, ir.Integer)
        ids: list[Json] = [1, 2, 3] if whole else ["item-1", "item-2", "item-3"]
        steps: list[Step] = []
        for index, identity in enumerate(ids):
            item = with_member(self._item, paging.item_id, identity)
            facts: dict[str, Json] = {paging.has_more: index < 2} if paging.has_more else {}
            asked = {} if index == 0 else {paging.cursor: ids[index - 1]}
            steps.append(Step(asked, self._page([item], facts), "", 1))
        if not paging.has_more:
            steps.append(Step({paging.cursor: ids[-1]}, self._page([], {}), "", 0))
        return Pages(tuple(steps), {}, None)

    # --- parts --------------------------------------------------------------------------------

    def _page(self, items: list[Json], facts: Mapping[str, Json]) -> Json:
        page = sample_page(
            self._paging.page, [], self._schemas.all, full=False, known=self._schemas.known
        )
        if not isinstance(page, dict):
            return items
        if self._paging.page.items:
            page = with_member(page, self._paging.page.items, items)
        names = {it.name.wire for it in self._paging.page.properties}
        for name, value in facts.items():
            if value is None:
                page = without_member(page, name)
            elif name in names:  # which may have dots itself
                page = {**page, name: value}
            else:
                page = with_member(page, name, value)
        return page

    def _takes(self, name: str) -> bool:
        return any(it.wire == name for it in self._arguments)

    def _is_required(self, name: str) -> bool:
        return any(it.wire == name and it.required for it in self._arguments)

    def _must_have(self, path: str) -> bool:
        """Whether a member of the page can be neither left out nor null."""
        prop = self._property(path)
        return prop is not None and prop.required and not self._schemas.shape(prop.type).nullable

    def _kind_at(self, path: str) -> ir.Type | None:
        prop = self._property(path)
        return None if prop is None else self._schemas.shape(prop.type).type

    def _property(self, path: str) -> ir.Property | None:
        properties = {it.name.wire: it for it in self._paging.page.properties}
        head, _, rest = path.partition(".")
        found = properties.get(path) or properties.get(head)
        while found is not None and rest and found.name.wire != path:
            schema = self._schemas.shape(found.type).schema
            if not isinstance(schema, ir.Object):
                return None
            head, _, rest = rest.partition(".")
            found = next((it for it in schema.properties if it.name.wire == head), None)
        return found

    def _member(self, kind: ir.Type, path: str) -> ir.Type | None:
        for name in path.split("."):
            schema = self._schemas.shape(kind).schema
            if not isinstance(schema, ir.Object):
                return None
            prop = next((it for it in schema.properties if it.name.wire == name), None)
            if prop is None:
                return None
            kind = prop.type
        return kind
