"""One dialect: OpenAPI 2.0, 3.0 and 3.1 documents become OpenAPI 3.2 with JSON Schema 2020-12.

Trees are never changed in place: what is changed is copied, the rest shared. Keywords change where
they stand, so pointers stay true; where 2.0 has to move nodes, `Sources.moved` says whence.
"""

from __future__ import annotations

from typing import Any as Json

import msgspec

from ..diagnostics import Diagnostics
from ..source import Sources
from . import dynamic, schemas, splice, swagger
from .version import version_of

__all__ = ["to_32", "version_of"]

_HINT = "Clientsmith reads OpenAPI 2.0 (Swagger), 3.0, 3.1 and 3.2"


def to_32(sources: Sources, diagnostics: Diagnostics) -> Sources:
    """`sources` with upgraded trees, `moved` and `version`.

    A main document whose version is missing or unknown is reported and left as it is.
    """
    if sources.main not in sources.trees:
        return sources  # reported when it was read
    version = _main_version(sources.trees[sources.main], diagnostics)
    if not version:
        return sources
    sources = splice.upgrade(msgspec.structs.replace(sources, version=version))
    old = {
        file: tree
        for file, tree in sources.trees.items()
        if isinstance(tree, dict) and version_of(tree) == "2.0"
    }
    if old:
        sources = swagger.upgrade(sources, old, diagnostics)
    if version in ("3.1", "3.2"):
        sources = dynamic.upgrade(sources)
    return schemas.upgrade(sources, diagnostics)


def _main_version(tree: Json, diagnostics: Diagnostics) -> str:
    """The version of the main document; "" when it is reported as an error."""
    if not isinstance(tree, dict):
        what = "empty" if tree is None else "not an object"
        diagnostics.error("version/missing", "#", f"this document is {what}", _HINT)
        return ""
    keyword = "openapi" if "openapi" in tree else "swagger"
    if keyword not in tree:
        diagnostics.error(
            "version/missing", "#", "this document has neither `openapi` nor `swagger`", _HINT
        )
        return ""
    version = version_of(tree)
    written = tree[keyword]
    if not version:
        diagnostics.error(
            "version/unsupported", f"#/{keyword}", f"there is no support for {written!r}", _HINT
        )
    return version
