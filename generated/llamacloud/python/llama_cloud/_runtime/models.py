"""Base of the generated models: msgspec Structs with the manners of a data class.

A class reads `class Pet(Model):` with annotated members. Members are keyword
arguments; a member with a default is left out of JSON while it has that default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union

import msgspec

from .encode import encode_json, to_builtins
from .guards import is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typing_extensions import Self, dataclass_transform

__all__ = ["Model", "OpenEnum", "OpenIntEnum", "field", "make_struct"]

_T = TypeVar("_T")


class _Secret:
    """A member whose value does not appear in `repr`; see `field`."""

    __slots__ = ("spec",)

    def __init__(self, spec: Any) -> None:
        self.spec = spec


class _Constant:
    """A default that is written to JSON although it is the default."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __call__(self) -> Any:
        return self.value


def field(
    *,
    default: Any = msgspec.NODEFAULT,
    default_factory: Any = msgspec.NODEFAULT,
    name: str | None = None,
    always: bool = False,
    secret: bool = False,
) -> Any:
    """Describe a member of a model.

    name: its name in JSON, where Python's differs.
    always: it is written to JSON also while it has its default (a constant tag).
    secret: `repr` shows `**********` (passwords, keys).
    """
    if always and default is not msgspec.NODEFAULT:
        default_factory = _Constant(default)
        default = msgspec.NODEFAULT
    make: Any = msgspec.field
    spec = make(default=default, default_factory=default_factory, name=name)
    return _Secret(spec) if secret else spec


class _ModelMeta(msgspec.StructMeta):
    """Makes `class X(Model)` mean `kw_only=True, omit_defaults=True`."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kw: Any
    ) -> Any:
        kw.setdefault("kw_only", True)
        secrets = [key for key, spec in namespace.items() if type(spec) is _Secret]
        if secrets:
            for key in secrets:
                namespace[key] = namespace[key].spec
            namespace["__repr__"] = _repr_without_secrets
        cls: Any = super().__new__(mcs, name, bases, namespace, **kw)
        if secrets:
            _secrets[cls] = frozenset(secrets)
        return cls


def make_struct(
    name: str, bases: tuple[type, ...], namespace: dict[str, Any]
) -> type[Any]:
    """Return a model class, as the `class` statement would make it."""
    made: type[Any] = _ModelMeta(name, bases, namespace)
    return made


_secrets: dict[type, frozenset[str]] = {}
"""Members with `secret=True`, by the class that declares them."""


def _repr_without_secrets(self: Any) -> str:
    hidden = {name for cls in type(self).__mro__ for name in _secrets.get(cls, ())}
    members = ", ".join(
        f"{name}={'**********' if name in hidden else repr(getattr(self, name))}"
        for name in self.__struct_fields__
    )
    return f"{type(self).__name__}({members})"


def _hashable(value: Any) -> Any:
    """Return what is equal for equal values and has a hash."""
    if is_object(value):
        return frozenset([(key, _hashable(item)) for key, item in value.items()])
    members: Any = value
    if isinstance(value, (list, tuple)):
        return tuple([_hashable(item) for item in members])
    return frozenset(members) if isinstance(value, set) else value


class _Behaviour:
    """What every model can do."""

    __slots__ = ()

    def to_dict(self, *, mode: Literal["python", "json"] = "python") -> dict[str, Any]:
        """Return the model as a dict with the names of the API.

        Members that still have their default (None, as a rule) are left out. Mode
        "json" has only what JSON has; "python" keeps datetimes, UUIDs, Decimals and
        bytes.
        """
        result: dict[str, Any] = to_builtins(self, mode)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the model as JSON, on one line or indented by `indent` spaces."""
        text = encode_json(self)
        if indent is not None:
            text = msgspec.json.format(text, indent=indent)
        return text.decode()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, strict: bool = False) -> Self:
        """Return the model that `data`, with the names of the API, describes.

        As in an answer of the server, what does not fit is kept as it is and logged;
        with `strict` it raises ValueError.
        """
        from .decode import from_builtins

        return _only(cls, from_builtins(dict(data), cls, strict=strict))

    @classmethod
    def from_json(cls, text: str | bytes, *, strict: bool = False) -> Self:
        """Return the model that a JSON object describes; see `from_dict`.

        Raises ValueError for a text that is not a JSON object.
        """
        from .decode import decode_json, decode_strict

        data = text.encode() if isinstance(text, str) else text
        value = decode_strict(data, cls) if strict else decode_json(data, cls)
        return _only(cls, value)

    def __hash__(self) -> int:
        names: tuple[str, ...] = getattr(self, "__struct_fields__")  # noqa: B009
        members = [_hashable(getattr(self, name)) for name in names]
        return hash((type(self), *members))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: Callable[[Any], Any]
    ) -> Any:
        from .pydantic_schema import core_schema_of

        return core_schema_of(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        from .pydantic_schema import json_schema_of

        return json_schema_of(cls)


def _only(cls: type[_T], value: Any) -> _T:
    if not isinstance(value, cls):
        raise ValueError(f"{cls.__name__}: expected a JSON object")
    return value


if TYPE_CHECKING:
    # Type checkers would apply msgspec.Struct's own transform otherwise, which refuses
    # a required member after an optional one. `eq_default=False`: they would take the
    # models for unhashable.

    @dataclass_transform(
        kw_only_default=True, eq_default=False, field_specifiers=(field,)
    )
    class Model(_Behaviour):
        """Base class of the models; see the module's docstring."""

        def __init_subclass__(cls, *, dict: bool = False) -> None: ...

    OpenEnum = Union[_T, Any]  # noqa: UP007
    """One of the known values, or a string that the server made up since.

    `Any`, not `str`: what has been received may be sent where the known are wanted.
    """

    OpenIntEnum = Union[_T, Any]  # noqa: UP007
    """One of the known values, or a number that the server made up since."""

else:

    class Model(_Behaviour, msgspec.Struct, metaclass=_ModelMeta, omit_defaults=True):
        """Base class of the models; see the module's docstring."""

        __hash__ = _Behaviour.__hash__

    class OpenEnum:
        """`OpenEnum[Literal[...]]` is the Literal itself at run time.

        Decoding is strict first, and what is unknown is kept and reported.
        """

        def __class_getitem__(cls, known: Any) -> Any:
            return known

    OpenIntEnum = OpenEnum
