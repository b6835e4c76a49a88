"""Events that an API may send one day."""

from __future__ import annotations

from typing import Any as Json

import msgspec

from clientsmith import ir
from clientsmith.samples.shapes import Schemas

_TAG = "unknown-event"


def unknown_event(event: ir.Type, known: Json, schemas: Schemas) -> Json:
    """An event of a type that the document does not list; UNSET where types have no names."""
    kind = schemas.shape(event).type
    tags = kind.discriminator if isinstance(kind, ir.Union) else None
    if tags is None or tags.default is not None or not isinstance(known, dict):
        return msgspec.UNSET
    return {**known, tags.property: _TAG}
