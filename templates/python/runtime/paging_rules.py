"""How the listings of an API go on: what the next request is, given a page.

One class for each kind of paging. Request members are wire names, of the query or of
the JSON body; answer members are wire names too, and dots lead into objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Union

from .errors import PaginationError
from .guards import is_array, is_object
from .sentinel import omit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "CursorPaging",
    "LastItemPaging",
    "LinkPaging",
    "OffsetPaging",
    "PageInfo",
    "PagePaging",
    "Paging",
    "View",
    "read",
]


class PageInfo:
    """What the request of the next page changes in the one of this page.

    query, body: merged over the request's own, by wire names.
    url: takes the place of path and query; absolute.
    """

    __slots__ = ("body", "query", "url")

    def __init__(
        self,
        *,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | None = None,
        url: str | None = None,
    ) -> None:
        self.query = query
        self.body = body
        self.url = url

    @property
    def token(self) -> str:
        """Identifies the request: a token that repeats means an endless loop."""
        return self.url or repr((self.query, self.body))

    def __repr__(self) -> str:
        names = ("query", "body", "url")
        given = [f"{it}={getattr(self, it)!r}" for it in names if getattr(self, it)]
        return f"PageInfo({', '.join(given)})"


class View:
    """A page and the request it answers, as the rules see them."""

    __slots__ = ("body", "has_body", "headers", "page", "query", "url")

    def __init__(
        self,
        page: Any,
        url: str,
        headers: Mapping[str, str],
        query: Mapping[str, object],
        body: object,
        has_body: bool,
    ) -> None:
        self.page = page
        self.url = url
        self.headers = headers
        self.query = query
        self.body = body
        self.has_body = has_body

    def items(self, path: str) -> Sequence[Any]:
        """Return the items of the page; none when they are null or missing."""
        items = read(self.page, path)
        return items if is_array(items) else ()

    def flag(self, path: str) -> bool | None:
        """Return a member that is true or false; None when it says nothing."""
        value = read(self.page, path) if path else None
        return value if isinstance(value, bool) else None

    def number(self, path: str) -> int | None:
        """Return a member that is a count; None when it says nothing.

        One that the document calls a number is decoded as 3.0.
        """
        value = read(self.page, path) if path else None
        if type(value) is float and value.is_integer():
            return int(value)
        return value if type(value) is int else None

    def _in_body(self, name: str) -> bool:
        return self.has_body and name not in self.query

    def sent(self, name: str) -> str | None:
        """Return what the request had for a parameter, as text."""
        if self._in_body(name):
            value = read(self.body, name)
            return None if value is None or value is omit else str(value)
        from urllib.parse import parse_qsl, urlsplit

        pairs = parse_qsl(urlsplit(self.url).query, keep_blank_values=True)
        return next((text for key, text in reversed(pairs) if key == name), None)

    def sent_number(self, name: str) -> int | None:
        """Return what the request had for a parameter that is a number."""
        text = self.sent(name) if name else None
        try:
            return None if text is None else int(text)
        except ValueError:
            return None

    def ask(self, name: str, value: object) -> PageInfo:
        """Return the next request: this one with another value for a parameter."""
        if not self._in_body(name):
            return PageInfo(query={name: value})
        head, dot, tail = name.partition(".")
        if not dot or (is_object(self.body) and name in self.body):
            return PageInfo(body={name: value})
        return PageInfo(body={head: _with(read(self.body, head), tail, value)})


def _with(base: Any, path: str, value: object) -> dict[str, Any]:
    """Return a copy of an object with another value at a path."""
    head, dot, tail = path.partition(".")
    copy: dict[str, Any] = dict(base) if is_object(base) else {}
    copy[head] = _with(copy.get(head), tail, value) if dot else value
    return copy


def read(value: Any, path: str) -> Any:
    """Return the member at a dotted path of wire names, of models and dicts.

    A member whose own name has the dots comes first.
    """
    whole = _member(value, path)
    if whole is not None or "." not in path:
        return whole
    for name in path.split("."):
        value = _member(value, name)
    return value


def _member(value: Any, name: str) -> Any:
    if is_object(value):
        return value.get(name)
    wires: tuple[str, ...] = getattr(value, "__struct_encode_fields__", ())
    if name not in wires:
        return None
    return getattr(value, value.__struct_fields__[wires.index(name)])


class OffsetPaging:
    """The next page begins after the items so far: until one is empty, or the total."""

    __slots__ = ("items", "limit", "offset", "total")

    def __init__(
        self, *, offset: str, limit: str = "", items: str = "items", total: str = ""
    ) -> None:
        self.offset = offset
        self.limit = limit
        self.items = items
        self.total = total

    def next(self, view: View) -> PageInfo | None:
        """Return the next request, or None after the last page."""
        count = len(view.items(self.items))
        reached = (view.sent_number(self.offset) or 0) + count
        total = view.number(self.total)
        if not count or (total is not None and reached >= total):
            return None
        return view.ask(self.offset, reached)


class PagePaging:
    """Pages are numbered.

    The last one is known by `has_more`, else by the number of pages, else by the number
    of items (when the request says how many a page has), else it is empty.
    """

    __slots__ = (
        "first",
        "has_more",
        "items",
        "number",
        "size",
        "total",
        "total_pages",
    )

    def __init__(
        self,
        *,
        number: str,
        size: str = "",
        items: str = "items",
        first: int = 1,
        total_pages: str = "",
        total: str = "",
        has_more: str = "",
    ) -> None:
        self.number = number
        self.size = size
        self.items = items
        self.first = first
        self.total_pages = total_pages
        self.total = total
        self.has_more = has_more

    def next(self, view: View) -> PageInfo | None:
        """Return the next request, or None after the last page."""
        sent = view.sent_number(self.number)
        number = self.first if sent is None else sent
        return (
            view.ask(self.number, number + 1) if self._goes_on(view, number) else None
        )

    def _goes_on(self, view: View, number: int) -> bool:
        has_more = view.flag(self.has_more)
        if has_more is not None:
            return has_more
        before = number - self.first
        pages = view.number(self.total_pages)
        if pages is not None:
            return before + 1 < pages
        count = len(view.items(self.items))
        total, size = view.number(self.total), view.sent_number(self.size)
        if total is not None and size and before * size + count >= total:
            return False
        return count > 0


class CursorPaging:
    """The answer holds a token that asks for the next page: until there is none."""

    __slots__ = ("cursor", "has_more", "items", "limit", "next_token")

    def __init__(
        self,
        *,
        cursor: str,
        next: str,
        items: str = "items",
        limit: str = "",
        has_more: str = "",
    ) -> None:
        self.cursor = cursor
        self.next_token = next
        self.items = items
        self.limit = limit
        self.has_more = has_more

    def next(self, view: View) -> PageInfo | None:
        """Return the next request, or None after the last page."""
        token = read(view.page, self.next_token)
        if token in (None, "", False) or view.flag(self.has_more) is False:
            return None
        if str(token) == view.sent(self.cursor):
            raise PaginationError(f"the server repeats the page token {self.cursor!r}")
        return view.ask(self.cursor, token)


class LinkPaging:
    """The answer holds the next page's URL, in a member or in the `Link` header."""

    __slots__ = ("items", "next_url")

    def __init__(self, *, next: str = "", items: str = "items") -> None:
        self.next_url = next
        self.items = items

    def next(self, view: View) -> PageInfo | None:
        """Return the next request, or None after the last page."""
        if self.next_url:
            url = read(view.page, self.next_url)
        else:
            url = _next_link(view.headers.get("link") or "")
        if not url or not isinstance(url, str):
            return None
        from .url import follow

        try:
            return PageInfo(url=follow(view.url, url))
        except ValueError as error:
            raise PaginationError(f"the link to the next page: {error}") from None


def _next_link(header: str) -> str:
    """Return the target whose relation is `next` (RFC 8288, section 3); "" for none."""
    if not header:
        return ""
    import re

    parameter = r'\s*;\s*([^\s=;,]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";,]*)))?'
    for link in re.finditer(f"<([^>]*)>((?:{parameter})*)", header):
        for name, quoted, token in re.findall(parameter, link[2]):
            if name.lower() == "rel":
                if "next" in (quoted or token).lower().split():
                    return link[1].strip()
                break  # only the first one counts
    return ""


class LastItemPaging:
    """The next page begins after the last item: until one is empty, or `has_more`."""

    __slots__ = ("cursor", "has_more", "item_id", "items", "limit")

    def __init__(
        self,
        *,
        cursor: str,
        item_id: str = "id",
        items: str = "items",
        has_more: str = "",
        limit: str = "",
    ) -> None:
        self.cursor = cursor
        self.item_id = item_id
        self.items = items
        self.has_more = has_more
        self.limit = limit

    def next(self, view: View) -> PageInfo | None:
        """Return the next request, or None after the last page."""
        items = view.items(self.items)
        if not items or view.flag(self.has_more) is False:
            return None
        token = read(items[-1], self.item_id)
        if token in (None, ""):
            raise PaginationError(f"the page's last item has no {self.item_id!r}")
        return view.ask(self.cursor, token)


Paging = Union[  # noqa: UP007
    OffsetPaging, PagePaging, CursorPaging, LinkPaging, LastItemPaging
]
