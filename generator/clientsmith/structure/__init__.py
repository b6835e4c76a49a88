"""Is a document what OpenAPI says it must be? Every fault at its place, as it is written.

`walk` holds each object against `grammar`, `rules` sees to fields that depend on each other, and
`whole` to what only the document as a whole shows. All are linear in the document and none
recurses. A fault on which the meaning of a client depends is an error; one that leaves no doubt
what is meant is a warning. The configuration may waive an error: then as much is made of the place
as can be.
"""

from __future__ import annotations

import msgspec

from ..diagnostics import Diagnostics
from ..document import Document
from ..source import Sources
from ..upgrade import version_of
from .cycles import Cycles
from .findings import Findings
from .walk import Walk
from .whole import Whole

__all__ = ["check"]


def check(sources: Sources, diagnostics: Diagnostics) -> None:
    """Report what is wrong with the structure of the documents as they are written."""
    trees = sources.originals or sources.trees
    main = trees.get(sources.main)
    version = version_of(main) if isinstance(main, dict) else ""
    if not version:
        return
    document = Document(
        msgspec.structs.replace(sources, trees=dict(trees), moved={}), Diagnostics()
    )
    findings = Findings(diagnostics)
    walk = Walk(document, version, findings)
    walk.run()
    Whole(document, version, findings).run()
    Cycles(document, version, findings).run()
