"""Models as the generator writes them, for the tests of the runtime."""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any, Dict, Generic, List, Literal, Optional, TypeVar, Union  # noqa: UP035

from clientsmith_runtime.extensible import ExtensibleModel
from clientsmith_runtime.models import Model, OpenEnum, OpenIntEnum, field
from clientsmith_runtime.paging import OffsetPaging, SyncPage
from clientsmith_runtime.unions import one_of

T = TypeVar("T")


class Job(Model):
    """A job."""

    id: str
    """Its id."""

    status: OpenEnum[Literal["pending", "completed"]]

    count: int

    created_at: Optional[datetime.datetime] = None  # noqa: UP045

    day: Optional[datetime.date] = None  # noqa: UP045

    ratio: Optional[float] = None  # noqa: UP045

    level: Optional[OpenIntEnum[Literal[1, 2]]] = None  # noqa: UP045

    class_: Optional[str] = field(default=None, name="class")  # noqa: UP045

    tags: Optional[List[str]] = None  # noqa: UP006, UP045

    price: Optional[decimal.Decimal] = None  # noqa: UP045

    key: Optional[uuid.UUID] = None  # noqa: UP045


class Cat(Model):
    kind: Literal["cat"]
    lives: int
    born: Optional[datetime.datetime] = None  # noqa: UP045


class Dog(Model):
    kind: Literal["dog"] = field(default="dog", always=True)
    name: Optional[str] = None  # noqa: UP045


Pet: Any = one_of("Pet", lambda: (Cat, Dog), tag="kind", mapping={"cat": 0, "dog": 1})


class Circle(Model):
    radius: float


class Square(Model):
    side: float
    label: Optional[str] = None  # noqa: UP045


class Note(Model):
    label: Optional[str] = None  # noqa: UP045


Shape: Any = one_of("Shape", lambda: (Note, Circle, Square, str, List[int]))  # noqa: UP006

Nest: Any = one_of("Nest", lambda: (str, List[Nest], Note))  # noqa: UP006


class Extra(ExtensibleModel):
    """A model that keeps what it does not know."""

    id: str
    at: Optional[datetime.datetime] = None  # noqa: UP045
    class_: Optional[str] = field(default=None, name="class")  # noqa: UP045
    additional_properties: Dict[str, int] = field(default_factory=dict)  # noqa: UP006


class Account(Model):
    user: str
    password: str = field(secret=True)


class Tree(Model):
    """Everything at once, and itself."""

    name: str
    job: Optional[Job] = None  # noqa: UP045
    pets: Optional[List[Pet]] = None  # noqa: UP006, UP045
    shape: Optional[Shape] = None  # noqa: UP045
    extra: Optional[Extra] = None  # noqa: UP045
    either: Union[str, int, List[Job], None] = None  # noqa: UP006, UP007
    sizes: Optional[Dict[str, int]] = None  # noqa: UP006, UP045
    by_number: Optional[Dict[int, str]] = None  # noqa: UP006, UP045
    anything: Any = None
    children: Optional[List[Tree]] = None  # noqa: UP006, UP045


class Page(SyncPage[T], Generic[T]):
    _paging = OffsetPaging(offset="offset", total="total")
    items: List[T]  # noqa: UP006
    total: Optional[int] = None  # noqa: UP045
