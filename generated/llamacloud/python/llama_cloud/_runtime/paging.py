"""Pages: the API's own envelopes, which know how to ask for the next one."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, get_origin

import msgspec

from .decode import convert, decoder
from .errors import PaginationError
from .guards import is_array
from .models import Model
from .paging_rules import (
    CursorPaging,
    LastItemPaging,
    LinkPaging,
    OffsetPaging,
    PageInfo,
    PagePaging,
    Paging,
    View,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterator, Mapping, Sequence

    from typing_extensions import Self

    from .decode import Decode
    from .mismatch import Mismatch, OnMismatch
    from .operation import BaseOperation
    from .options import RequestOptions

__all__ = [
    "AsyncArrayPage",
    "AsyncPage",
    "AsyncPaginator",
    "CursorPaging",
    "LastItemPaging",
    "LinkPaging",
    "OffsetPaging",
    "PageInfo",
    "PagePaging",
    "SyncArrayPage",
    "SyncPage",
    "page_decoder",
]

T = TypeVar("T")
PageT = TypeVar("PageT", bound="AsyncPage[Any]")

_REPEATS = 3
"""How often the same objects may come again: short pages of a listing can be equal."""


class _Context:
    """Where a page comes from. It takes no part in equality, repr, pickling or JSON."""

    __slots__ = (
        "client",
        "headers",
        "index",
        "operation",
        "options",
        "repeated",
        "url",
        "visited",
    )

    def __init__(
        self,
        client: Any,
        operation: BaseOperation,
        options: RequestOptions,
        headers: Mapping[str, str],
        url: str,
    ) -> None:
        self.client = client
        self.operation = operation
        self.options = options
        self.headers = headers
        self.url = url
        self.index = 0
        self.repeated = 0
        """How many pages before this one were the same."""
        self.visited: dict[str, int] = {url: 0}
        """Requests of this listing and the index of the page each has led to."""

    def visit(self, info: PageInfo) -> None:
        """Remember a request. Raises PaginationError when it has been made before."""
        if self.visited.get(info.token, self.index + 1) <= self.index:
            raise PaginationError(f"the listing repeats a page: {info!r}")
        self.visited[info.token] = self.index + 1

    def lead_to(self, page: _Page[Any], following: _Page[Any]) -> None:
        """Pass the memory on to the next page.

        Raises PaginationError when the same page has come again and again: where pages are
        counted, a server that does not know the parameter would give its first for ever.
        """
        context = following._context()
        context.index = self.index + 1
        context.visited = self.visited
        paging = page._paging
        if not isinstance(paging, (OffsetPaging, PagePaging)):
            return
        items = page._page_items()
        if not _are_objects(items) or items != following._page_items():
            return
        context.repeated = self.repeated + 1
        if context.repeated >= _REPEATS:
            name = paging.offset if isinstance(paging, OffsetPaging) else paging.number
            raise PaginationError(
                f"the server repeats a page: it seems not to know the parameter {name!r}"
            )


def _are_objects(items: Sequence[Any]) -> bool:
    return bool(items) and isinstance(items[0], (dict, msgspec.Struct))


class _Page(Model, Generic[T], dict=True):
    _paging: ClassVar[Paging]
    _is_array: ClassVar[bool] = False

    def _attach(
        self,
        client: Any,
        operation: BaseOperation,
        options: RequestOptions,
        headers: Mapping[str, str],
        url: str,
    ) -> None:
        """Tell the page which request it answers (the client does)."""
        self.__dict__["context"] = _Context(client, operation, options, headers, url)

    def _context(self) -> _Context:
        context: _Context | None = self.__dict__.get("context")
        if context is None:
            raise PaginationError("only a page that a client has returned can go on")
        return context

    def _page_items(self) -> Sequence[T]:
        view = View(self, "", {}, {}, None, False)
        return view.items(self._paging.items)

    def next_page_info(self) -> PageInfo | None:
        """Return what the next request changes in this page's; None on the last page.

        Raises PaginationError when the page cannot say how to go on.
        """
        context = self._context()
        options = context.options
        view = View(
            self,
            context.url,
            context.headers,
            options.query or {},
            options.body,
            bool(context.operation.body),
        )
        return self._paging.next(view)

    def has_next_page(self) -> bool:
        """Tell whether there is a next page to ask for."""
        return self.next_page_info() is not None

    def _next_request(self) -> tuple[_Context, PageInfo]:
        info = self.next_page_info()
        if info is None:
            raise PaginationError("this is the last page: has_next_page() is False")
        context = self._context()
        context.visit(info)
        return context, info


class SyncPage(_Page[T], Generic[T]):
    """A page of a listing. Iterating yields the items of this page and all after it."""

    def __iter__(self) -> Iterator[T]:
        for page in self.iter_pages():
            yield from page._page_items()

    def iter_pages(self) -> Iterator[Self]:
        """Yield this page and all after it; each is requested when it is needed."""
        page = self
        yield page
        while page.has_next_page():
            page = page.get_next_page()
            yield page

    def get_next_page(self) -> Self:
        """Request the next page.

        Raises PaginationError on the last page, and when the server sends the listing
        back to a page that it had before.
        """
        context, info = self._next_request()
        page: Self = context.client._request_page(
            context.operation, context.options, info
        )
        context.lead_to(self, page)
        return page


class AsyncPage(_Page[T], Generic[T]):
    """A page of a listing. Iterating yields the items of this page and all after it."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.iter_pages():
            for item in page._page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """Yield this page and all after it; each is requested when it is needed."""
        page = self
        yield page
        while page.has_next_page():
            page = await page.get_next_page()
            yield page

    async def get_next_page(self) -> Self:
        """Request the next page.

        Raises PaginationError on the last page, and when the server sends the listing
        back to a page that it had before.
        """
        context, info = self._next_request()
        page: Self = await context.client._request_page(
            context.operation, context.options, info
        )
        context.lead_to(self, page)
        return page


class SyncArrayPage(SyncPage[T], Generic[T]):
    """A page that is a bare array in JSON."""

    _is_array: ClassVar[bool] = True
    items: list[T]


class AsyncArrayPage(AsyncPage[T], Generic[T]):
    """A page that is a bare array in JSON."""

    _is_array: ClassVar[bool] = True
    items: list[T]


def page_decoder(page_type: Any) -> Decode:
    """Return the decoder of a page class with its arguments, as `SyncX[Item]`.

    An answer that is no page at all, by its JSON type, is a page without items.
    """
    cls: Any = get_origin(page_type) or page_type
    if cls._is_array:
        items = next(
            it for it in msgspec.structs.fields(page_type) if it.name == "items"
        )
        decode_items = decoder(items.type)

        def decode_array(data: bytes, on_mismatch: OnMismatch | None = None) -> Any:
            value = decode_items(data, on_mismatch)
            return cls(items=value if is_array(value) else [])

        return decode_array
    decode_page = decoder(page_type)

    def decode(data: bytes, on_mismatch: OnMismatch | None = None) -> Any:
        page = decode_page(data, on_mismatch)
        return page if isinstance(page, cls) else convert({}, page_type, _silent)

    return decode


def _silent(mismatch: Mismatch) -> None:
    """The mismatch that matters has been reported: the answer is no object."""


class AsyncPaginator(Generic[T, PageT]):
    """What an async listing returns: await it for the first page, or iterate the items.

    Nothing is requested before that.
    """

    __slots__ = ("_client", "_operation", "_options")

    def __init__(
        self, client: Any, operation: BaseOperation, options: RequestOptions
    ) -> None:
        self._client = client
        self._operation = operation
        self._options = options

    def __await__(self) -> Generator[Any, None, PageT]:
        return self._first().__await__()

    async def _first(self) -> PageT:
        page: PageT = await self._client._request_page(
            self._operation, self._options, None
        )
        return page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.iter_pages():
            for item in page._page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[PageT]:
        """Yield the pages; each is requested when it is needed."""
        async for page in (await self._first()).iter_pages():
            yield page
