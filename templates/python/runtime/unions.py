"""Unions of several object types, which a JSON decoder cannot tell apart by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args, get_origin

import msgspec

from .encode import encode_json
from .guards import is_object
from .lenient import WHOLE, convert_strict, may_hold, repair_for
from .mismatch import Mismatch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import Enum
    from typing import TypeAlias

    from .lenient import Reports

    _Resolved = tuple[tuple[Any, ...], dict[Any, "_Shape"], dict[Any, Any]]

    class _Tag(Enum):
        UNKNOWN = ""

    UnknownTag: TypeAlias = Literal[_Tag.UNKNOWN]
    """The tag of an UnknownVariant, for type checkers: none of those that are known, so that a
    comparison with one of them leaves the variant it belongs to. It is the text that came."""
else:
    UnknownTag = Any

__all__ = ["UnknownTag", "UnknownVariant", "one_of"]


class UnknownVariant:
    """An object that is none of the alternatives the document knows.

    Its members are attributes (`unknown.kind`) and items of `to_dict()`. It is
    written as the JSON it came from.
    """

    __slots__ = ("_raw",)

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = dict(raw)

    def __getattr__(self, name: str) -> Any:
        if name != "_raw" and name in self._raw:
            return self._raw[name]
        raise AttributeError(f"the object has no member {name!r}")

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it came."""
        return dict(self._raw)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the object as JSON, on one line or indented by `indent` spaces."""
        text = encode_json(self._raw)
        return (msgspec.json.format(text, indent=indent) if indent else text).decode()

    def __to_json_value__(self) -> dict[str, Any]:
        return self._raw

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UnknownVariant):
            return NotImplemented
        return self._raw == other._raw

    def __hash__(self) -> int:
        return hash(frozenset(self._raw))

    def __repr__(self) -> str:
        return f"UnknownVariant({self._raw!r})"

    def __reduce__(self) -> tuple[type[UnknownVariant], tuple[dict[str, Any]]]:
        return UnknownVariant, (self._raw,)


class _Shape:
    """What tells one object type from another: its members and its constants."""

    __slots__ = ("constants", "names", "required", "types")

    def __init__(self, variant: Any) -> None:
        fields = msgspec.structs.fields(getattr(variant, "__declared__", variant))
        self.types = {field.encode_name: field.type for field in fields}
        self.names = self.types.keys()
        self.required = {field.encode_name for field in fields if field.required}
        self.constants = {
            field.encode_name: get_args(field.type)
            for field in fields
            if get_origin(field.type) is Literal
        }

    def is_like(self, value: dict[str, Any]) -> bool:
        """Tell whether an object has the required members and the constants."""
        return self.required <= value.keys() and all(
            value[name] in known
            for name, known in self.constants.items()
            if name in value
        )

    def fits(self, value: dict[str, Any]) -> bool:
        """Tell whether an object fits as far as can be seen without looking inside.

        It spares decoding all of an object as one variant after the other.
        """
        return self.is_like(value) and all(
            may_hold(type_, value[name])
            for name, type_ in self.types.items()
            if name in value
        )


class _OneOfMeta(type):
    """Makes msgspec take the class for a custom type whose values are any object."""

    def __instancecheck__(cls, instance: object) -> bool:
        return True


class _OneOf(metaclass=_OneOfMeta):
    """Base of what `one_of` makes. Never instantiated: it stands for its variants."""

    _thunk: ClassVar[Any]
    _tag: ClassVar[str]
    _mapping: ClassVar[Mapping[Any, int]]
    _default: ClassVar[int | None]
    _resolved: ClassVar[Any]

    @classmethod
    def _resolve(cls) -> _Resolved:
        """Return the variants, the shapes of the object types, and type by tag."""
        if cls._resolved is None:
            variants = tuple(cls._thunk())
            shapes = {it: _Shape(it) for it in variants if _is_object(it)}
            tags = {tag: variants[index] for tag, index in cls._mapping.items()}
            if cls._tag and not tags:
                for variant, shape in shapes.items():
                    for tag in shape.constants.get(cls._tag, ()):
                        tags.setdefault(tag, variant)
            cls._resolved = variants, shapes, tags
        resolved: _Resolved = cls._resolved
        return resolved

    @classmethod
    def __variants__(cls) -> tuple[Any, ...]:
        return cls._resolve()[0]

    @classmethod
    def _tagged(cls, value: Any) -> Any:
        """Return the variant that the tag of `value` names, or None."""
        variants, _, tags = cls._resolve()
        if not is_object(value) or not (tags or cls._default is not None):
            return None
        tag: Any = value.get(cls._tag)
        found = tags.get(tag) if isinstance(tag, (str, int)) else None
        if found is None and cls._default is not None:
            return variants[cls._default]
        return found

    @classmethod
    def __decode_strict__(cls, value: Any) -> Any:
        """Return `value` as the variant that fits; ValueError if none does."""
        variant = cls._tagged(value)
        if variant is not None:
            return convert_strict(value, variant)
        variants, shapes, tags = cls._resolve()
        if is_object(value):
            if tags:
                raise msgspec.ValidationError(f"{cls.__name__}: unknown {cls._tag!r}")
            variants = tuple(
                it
                for it in _by_likeness(variants, shapes, value.keys())
                if it not in shapes or shapes[it].fits(value)
            )
        for candidate in variants:
            try:
                return convert_strict(value, candidate)
            except ValueError:
                continue
        raise msgspec.ValidationError(f"{cls.__name__}: no variant fits")

    @classmethod
    def __decode_lenient__(cls, value: Any, where: str, report: Reports) -> Any:
        """Return `value` as the most likely variant, or an UnknownVariant."""
        if report.depth < WHOLE or not is_object(value):
            try:
                return cls.__decode_strict__(value)
            except ValueError:
                pass
        variant = cls._tagged(value) or cls._likely(value)
        if variant is not None:
            return repair_for(variant, where)(value, report)
        if is_object(value):
            report(Mismatch(where, "unknown_variant", cls.__name__, value))
            return UnknownVariant(value)
        report(Mismatch(where, "wrong_type", cls.__name__, value))
        return value

    @classmethod
    def _likely(cls, value: Any) -> Any:
        """Return the variant whose required members and constants `value` has."""
        variants, shapes, tags = cls._resolve()
        if not is_object(value):
            return _of_json_type(variants, value)
        if tags and cls._tag in value:
            return None
        for variant in _by_likeness(variants, shapes, value.keys()):
            shape = shapes.get(variant)
            if shape and shape.names & value.keys() and shape.is_like(value):
                return variant
        return None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from .pydantic_schema import core_schema_of

        return core_schema_of(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        from .pydantic_schema import json_schema_of

        return json_schema_of(cls)


def one_of(
    name: str,
    variants: Callable[[], Sequence[Any]],
    *,
    tag: str = "",
    mapping: Mapping[Any, int] | None = None,
    default: int | None = None,
) -> Any:
    """Return a type that stands for one of `variants` in annotations.

    tag: the member that says which variant an object is (OpenAPI's discriminator).
    mapping: value of the tag to the index of the variant; without it, the constants
    that the variants declare for the tag.
    default: the index of the variant that has any other tag, or none.

    Without a tag the variant that fits and knows most of the object's members is taken,
    the earlier one of two that know as many.
    """
    namespace = {
        "__doc__": f"One of the variants of {name}.",
        "_thunk": staticmethod(variants),
        "_tag": tag,
        "_mapping": mapping or {},
        "_default": default,
        "_resolved": None,
    }
    return _OneOfMeta(name, (_OneOf,), namespace)


def _is_object(variant: Any) -> bool:
    return isinstance(get_origin(variant) or variant, msgspec.StructMeta) or hasattr(
        variant, "__declared__"
    )


def _by_likeness(
    variants: tuple[Any, ...], shapes: Mapping[Any, _Shape], keys: Any
) -> tuple[Any, ...]:
    """Order variants by how many of the members `keys` they know, most first.

    Where one knows any, object types that know none are no candidates.
    """
    known = {it: len(shape.names & keys) for it, shape in shapes.items()}
    least = 1 if any(known.values()) else 0
    candidates = [it for it in variants if known.get(it, 1) >= least]
    return tuple(sorted(candidates, key=lambda it: -known.get(it, 0)))


def _of_json_type(variants: Sequence[Any], value: Any) -> Any:
    """Return the first variant that is of the JSON type of `value`."""
    return next((it for it in variants if may_hold(it, value)), None)
