from __future__ import annotations

from .._runtime.models import Model

__all__ = ["Author", "Book", "BookCover"]


class Author(Model):
    books: list[Book] | None = None


class Book(Model):
    author: Author | None = None

    cover: BookCover | None = None

    sequel: Book | None = None


class BookCover(Model):
    art: str | None = None
