"""Names of newer versions of `typing`, for Python 3.10."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import NotRequired as NotRequired
elif sys.version_info >= (3, 11):
    from typing import NotRequired
else:

    class NotRequired:
        """`NotRequired[T]` is T; only type checkers look at it."""

        def __class_getitem__(cls, item):
            return item


__all__ = ["NotRequired"]
