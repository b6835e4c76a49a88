import type { Page } from './runtime/paging.js';

/** A page. Iterate it for its items and those of all pages after it. */
export interface PaginatedBatchItems<Item> extends Page<Item> {
  /** The list of items. */
  items: Item[];

  /**
   * A token, which can be sent as page_token to retrieve the next page. If this field is omitted,
   * there are no subsequent pages.
   */
  next_page_token?: string | null;

  /**
   * The total number of items available. This is only populated when specifically requested. The
   * value may be an estimate and can be used for display purposes only.
   */
  total_size?: number | null;
}

/** A page. Iterate it for its items and those of all pages after it. */
export interface PaginatedCursor<Item> extends Page<Item> {
  /** The list of items. */
  items: Item[];

  /**
   * A token, which can be sent as page_token to retrieve the next page. If this field is omitted,
   * there are no subsequent pages.
   */
  next_page_token?: string | null;

  /**
   * The total number of items available. This is only populated when specifically requested. The
   * value may be an estimate and can be used for display purposes only.
   */
  total_size?: number | null;
}
