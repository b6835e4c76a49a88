from __future__ import annotations

from ._author import Book
from ._author import BookCover as Cover

__all__ = ["Book", "Cover"]
