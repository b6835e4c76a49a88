"""Names that mean paging, in snake case, the most usual first."""

from __future__ import annotations

OFFSET = (
    "offset",
    "skip",
    "start_at",
    "start_index",
    "page_offset",
    "starting_offset",
    "first_result",
)

LIMIT = (
    "limit",
    "page_size",
    "per_page",
    "page_limit",
    "max_results",
    "max_page_size",
    "size",
    "count",
    "top",
    "take",
    "items_per_page",
    "results_per_page",
    "num_results",
    "max_items",
    "max_result_count",
    "rows",
    "pagesize",
    "perpage",
    "first",
    "max",
)

NUMBER = ("page", "page_number", "page_num", "page_no", "page_index", "pageno", "current_page")

CURSOR = (
    "cursor",
    "page_token",
    "next_token",
    "next_page_token",
    "continuation_token",
    "next_cursor",
    "page_cursor",
    "start_cursor",
    "pagination_token",
    "starting_after",
    "after",
    "page_after",
    "after_cursor",
    "marker",
    "next_marker",
    "start_key",
    "bookmark",
    "continue",
    "start_token",
    "token",
)

NEXT = (
    "next_page_token",
    "next_cursor",
    "next_token",
    "next_page_cursor",
    "cursor_next",
    "end_cursor",
    "next_continuation_token",
    "continuation_token",
    "next_marker",
    "next_key",
    "pagination_token",
    "next_page",
    "next",
    "after",
    "cursor",
    "bookmark",
    "continue",
)

NEXT_URL = (
    "next_url",
    "next_page_url",
    "next_link",
    "next_page_link",
    "next_href",
    "odata_next_link",
)

HOLDERS = (
    "pagination",
    "paging",
    "page_info",
    "meta",
    "metadata",
    "response_metadata",
    "page",
    "links",
    "cursors",
    "cursor",
    "list_metadata",
)

MORE = (
    "has_more",
    "has_next",
    "has_next_page",
    "more",
    "is_truncated",
    "has_more_results",
    "more_results",
)

TOTAL = (
    "total",
    "total_count",
    "total_size",
    "total_items",
    "total_results",
    "total_elements",
    "total_records",
    "total_rows",
    "total_hits",
    "total_entries",
    "items_total",
)

TOTAL_PAGES = (
    "total_pages",
    "page_count",
    "pages",
    "num_pages",
    "number_of_pages",
    "pages_total",
    "last_page",
)

ITEMS = (
    "items",
    "data",
    "results",
    "result",
    "records",
    "entries",
    "values",
    "value",
    "list",
    "objects",
    "elements",
    "content",
    "resources",
    "rows",
    "hits",
)
"""Usual names of the array in an envelope."""
