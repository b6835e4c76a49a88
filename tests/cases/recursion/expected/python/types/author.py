from __future__ import annotations

from ._author import Author

__all__ = ["Author"]
