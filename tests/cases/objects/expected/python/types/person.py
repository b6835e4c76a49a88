from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .._runtime.models import Model, field

__all__ = ["Address", "AddressGeo", "Person"]


class Person(Model):
    """A person

    Somebody we know.

    More about *people*.
    """

    id: str
    """Identifies the person."""

    name: str
    """At least 1 character, at most 80 characters."""

    age: int | None = None
    """At least 0, less than 200."""

    height: float | None = None
    """In metres."""

    is_admin: bool | None = field(default=None, name="isAdmin")

    born: date | None = None

    created_at: datetime | None = field(default=None, name="createdAt")

    photo: str | None = None

    password: str | None = field(default=None, secret=True)

    big: int | None = None

    anything: Any = None

    nothing: None = None

    address: Address
    """Where the person lives."""


class Address(Model):
    """Where the person lives."""

    city: str

    zip_code: str | None = field(default=None, name="zip-code")

    geo: AddressGeo | None = None


class AddressGeo(Model):
    lat: float | None = None

    lon: float | None = None
