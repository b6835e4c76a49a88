"""Which version of OpenAPI a file is written in."""

from __future__ import annotations

import re
from typing import Any as Json

_SUPPORTED = re.compile(r"(2\.0|3\.[012])(?:\.[0-9]+)?(?:-[0-9A-Za-z.-]+)?")


def version_of(tree: dict[str, Json]) -> str:
    """`2.0`, `3.0`, `3.1` or `3.2`; "" when the root of `tree` does not say one of them."""
    for keyword in ("openapi", "swagger"):
        if keyword in tree:
            match = _SUPPORTED.fullmatch(str(tree[keyword]).strip())
            if match and (match.group(1) == "2.0") == (keyword == "swagger"):
                return match.group(1)
    return ""
