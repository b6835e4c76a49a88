from __future__ import annotations

from typing import TypedDict

from .._runtime.compat import NotRequired

__all__ = ["QRetrieveParams"]


class QRetrieveParams(TypedDict):
    """Keyword arguments of `GET /q/{p}`."""

    a_b: NotRequired[str]
    """</script>
    */

    (default: `\"\"\"
    \\`)
    """
