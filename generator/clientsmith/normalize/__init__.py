"""From the document's nodes to the IR.

`normalize` keeps every operation. What it does not understand becomes `ir.Any` and a located
warning; it raises nothing, whatever the tree holds. The parts, in the order they run:

- `routes`, `resources`: the operations, and what they are called
- `paging`: which of them are lists
- `schemas` with `merge`, `unions`, `enums`, `scalars`, `places`: components, and all that is
  written inside them
- `operations` with `parameters`, `media`, `streaming`, `security`, `servers`
- `collisions`, `tree`: names that are taken, the tree of resources
- `inventory`, by the tables of `vocabulary` and `extension_table`: what was left out
"""

from __future__ import annotations

from clientsmith import ir
from clientsmith.config import ApiConfig
from clientsmith.diagnostics import Diagnostics
from clientsmith.document import Document
from clientsmith.names import Names
from clientsmith.normalize.configured import noted
from clientsmith.normalize.context import Context, Decision
from clientsmith.normalize.counts import Inventory
from clientsmith.normalize.inventory import take
from clientsmith.normalize.run import Run

__all__ = ["Decision", "Inventory", "normalize"]


def normalize(
    document: Document,
    config: ApiConfig,
    diagnostics: Diagnostics,
    decisions: list[Decision] | None = None,
    names: Names | None = None,
    inventory: Inventory | None = None,
) -> ir.Api:
    """The API that a document of the 3.1/3.2 dialect describes.

    `decisions` collects which source decided each name and each pager, for `explain`. `names` has
    the names that are to stay as they are, and collects those that were decided. `inventory`
    collects what the document holds and what of it is not in the result.
    """
    context = Context(document, noted(config), diagnostics, decisions, names or Names())
    api = Run(context).api()
    take(context, Inventory() if inventory is None else inventory)
    return api
