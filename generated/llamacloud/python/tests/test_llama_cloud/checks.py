"""What the tests of resources have in common: answers, what becomes of them, errors."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from llama_cloud import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
)

from .server import Server


@cache
def load(name: str) -> dict[str, Any]:
    """Return the answers that the tests of a module let the server give."""
    file = Path(__file__).parent / "answers" / f"{name}.json"
    answers: dict[str, Any] = json.loads(file.read_bytes())
    return answers


def assert_decoded(
    value: object, answer: object, model: type[object] | None = None
) -> None:
    """Assert that a value has all of an answer, and nothing else.

    model: the class of the value, or of its items where it is a list; None for plain data.
    """
    found: Any = value
    if model is not None:
        items = found if _is(value, list) else [value]
        assert {type(item) for item in items} <= {model}
    _assert_same(value, answer, "result")


def _assert_same(value: Any, answer: Any, place: str) -> None:
    members = _members(value)
    if members is not None:
        assert _is(answer, dict), place
        assert not answer.keys() - members.keys(), f"{place}: members are missing"
        for name, member in members.items():
            _assert_same(member, answer.get(name), f"{place}.{name}")
    elif _is(value, list, tuple) and _is(answer, list):
        assert len(value) == len(answer), place
        for index, item in enumerate(value):
            _assert_same(item, answer[index], f"{place}[{index}]")
    elif _is(answer, str) and not _is(value, str):
        assert value is not None, place
        text = answer.upper() if _is(value, datetime) else answer
        assert value == msgspec.convert(text, value.__class__), place
    else:
        assert value == answer, place
        assert _is(value, bool) == _is(answer, bool), place


def _members(value: Any) -> dict[str, Any] | None:
    """Return the members of an object, by their names in JSON."""
    if _is(value, dict):
        return {**value}
    if not hasattr(value, "__struct_fields__"):
        return value.to_dict() if hasattr(value, "to_dict") else None
    values = [getattr(value, name) for name in value.__struct_fields__]
    members = dict(zip(value.__struct_encode_fields__, values, strict=True))
    further = members.pop("*", {})  # that the document allows and does not name
    return {**members, **further}


def _is(value: object, *kinds: type[object]) -> bool:
    return isinstance(value, kinds)


class Error(NamedTuple):
    """An error that the document describes."""

    status: int
    answer: str
    """The name of the body that the server sends."""
    model: type[object] | None
    """The class of the decoded body, or of its items; None for plain data, `object` where
    the document does not tell."""

    @contextmanager
    def of(self, server: Server) -> Generator[None, None, None]:
        """Let the server answer with the error, and expect it."""
        answer = load("errors")[self.answer]
        server.answer(json=answer, status=self.status)
        with pytest.raises(APIStatusError) as caught:
            yield
        error = caught.value
        otherwise = InternalServerError if self.status >= 500 else APIStatusError
        assert type(error) is _CLASSES.get(self.status, otherwise)
        assert error.status_code == self.status
        if self.model is not object:
            assert_decoded(error.body, answer, self.model)


def errors(*expected: tuple[int, str, type[object] | None]) -> pytest.MarkDecorator:
    """Run a test for each documented error: status, name of the body, its class."""
    found = [Error(*it) for it in expected]
    return pytest.mark.parametrize("error", found, ids=[str(it.status) for it in found])


_CLASSES: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}
