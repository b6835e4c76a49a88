from __future__ import annotations

from .._runtime.compat import NotRequired, TypedDict

__all__ = ["QRetrieveParams"]


class QRetrieveParams(TypedDict):
    a_b: NotRequired[str]
    """</script>
    */

    (default: `\"\"\"
    \\`)
    """
