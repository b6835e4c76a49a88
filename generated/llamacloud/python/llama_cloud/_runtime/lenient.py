"""Decoding what does not fit: nothing is lost, nothing raises, everything is reported.

A *repair* is a function made once for a type. It takes a JSON value that failed the
strict decode and returns the best Python value for it: members that fit are decoded
as usual, missing ones are None, others stay the plain JSON they came as.
"""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, Literal, Union

import msgspec

from .guards import is_array, is_object
from .mismatch import Mismatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from .mismatch import MismatchKind, OnMismatch

    Repair = Callable[[Any, "Reports"], Any]

__all__ = [
    "WHOLE",
    "Reports",
    "convert_strict",
    "dec_hook",
    "may_hold",
    "repair_for",
    "type_name",
]

_MISSING: Any = object()

_SCALARS: dict[Any, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (float, int),
    type(None): (type(None),),
}
"""Classes of JSON values that are right for a class, exactly."""

WHOLE = 8
"""Levels of models on which the whole is tried before its parts.

Trying costs as much as the part is large; without a bound, an answer of many levels
could keep the client busy for a time that grows with the square of its size.
"""

_LISTS = (list, tuple, set, frozenset)


class Reports:
    """Where the mismatches of one answer go, and how deep in it the repair is."""

    __slots__ = ("_report", "depth")

    def __init__(self, report: OnMismatch) -> None:
        self._report = report
        self.depth = 0

    def __call__(self, mismatch: Mismatch) -> None:
        self._report(mismatch)


def dec_hook(type_: Any, value: Any) -> Any:
    """Decode a value of one of the runtime's own types (msgspec's `dec_hook`)."""
    decode = getattr(type_, "__decode_strict__", None)
    if decode is None:
        raise NotImplementedError(type_)
    return decode(value)


def convert_strict(value: Any, type_: Any) -> Any:
    """Return a JSON value as `type_`; ValueError (msgspec's) if it does not fit."""
    return msgspec.convert(value, type_, dec_hook=dec_hook, str_keys=True)


# What is before a name, outside of string literals; these are taken whole, and kept.
_MODULES = re.compile(
    r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|[^\W\d][\w.]*\.(?=\w)"""
)


def type_name(type_: Any) -> str:
    """Return how Python writes a type, without the modules."""
    if isinstance(type_, type) and not typing.get_args(type_):
        return type_.__name__
    return _MODULES.sub(r"\1", str(type_))


def repair_for(type_: Any, where: str) -> Repair:
    """Return the repair of a type; `where` is what reports call the place."""
    if isinstance(type_, (typing.TypeVar, str)) or type_ in (Any, object):
        return _keep
    if hasattr(type_, "__decode_lenient__"):
        return _custom(type_, where)
    origin = typing.get_origin(type_)
    struct = origin or type_
    if isinstance(struct, msgspec.StructMeta):
        return _struct(type_)
    if type_ is None or type_ in _SCALARS:
        return _scalar(type(None) if type_ is None else type_, where)
    arguments = typing.get_args(type_)
    if origin is typing.Annotated:
        return _annotated(type_, arguments[0], where)
    if origin is Literal:
        return _literal(type_, arguments, where)
    if origin in (Union, types.UnionType):
        return _union(type_, arguments, where)
    if origin in _LISTS and (origin is not tuple or arguments[1:] == (...,)):
        return _list(type_, origin, repair_for(arguments[0], where + "[]"), where)
    if origin is dict:
        return _dict(type_, arguments[0], repair_for(arguments[1], where + "{}"), where)
    return _opaque(type_, where)


def _keep(value: Any, report: Reports) -> Any:
    return value


def _complain(report: Reports, where: str, type_: Any, value: Any) -> None:
    """Report that `value` is of another JSON type than `type_`."""
    kind: MismatchKind = "null" if value is None else "wrong_type"
    report(Mismatch(where, kind, type_name(type_), value))


def _scalar(type_: Any, where: str) -> Repair:
    right = _SCALARS[type_]

    def repair(value: Any, report: Reports) -> Any:
        if type(value) in right:
            return float(value) if type_ is float else value
        if type_ is int and type(value) is float and value.is_integer():
            return int(value)  # 1.0 is an integer (JSON Schema 2020-12, 6.1.1)
        _complain(report, where, type_, value)
        return value

    return repair


def _literal(type_: Any, known: tuple[Any, ...], where: str) -> Repair:
    members: set[Any] = {(type(member), member) for member in known}
    classes: set[Any] = {type(member) for member in known}

    def repair(value: Any, report: Reports) -> Any:
        if type(value) not in classes:
            _complain(report, where, type_, value)
        elif (type(value), value) not in members:
            report(Mismatch(where, "unknown_value", type_name(type_), value))
        return value

    return repair


def _opaque(type_: Any, where: str) -> Repair:
    """A type that msgspec converts as a whole: datetime, UUID, Decimal, bytes, ..."""

    def repair(value: Any, report: Reports) -> Any:
        try:
            return convert_strict(value, type_)
        except (ValueError, RecursionError):
            if isinstance(value, str):
                report(Mismatch(where, "invalid_format", type_name(type_), value))
            else:
                _complain(report, where, type_, value)
            return value

    return repair


def _annotated(type_: Any, inner: Any, where: str) -> Repair:
    """A type with constraints: they are given up first."""
    whole = _opaque(type_, where)
    parts = repair_for(inner, where)

    def repair(value: Any, report: Reports) -> Any:
        result = whole(value, report)
        return parts(value, report) if result is value else result

    return repair


def _custom(type_: Any, where: str) -> Repair:
    def repair(value: Any, report: Reports) -> Any:
        try:
            return type_.__decode_lenient__(value, where, report)
        except RecursionError:
            report(Mismatch(where, "too_deep", type_name(type_), value))
            return value

    return repair


def _list(type_: Any, origin: Any, item: Repair, where: str) -> Repair:
    def repair(value: Any, report: Reports) -> Any:
        if not is_array(value):
            _complain(report, where, type_, value)
            return value
        items = [item(member, report) for member in value]
        try:
            return items if origin is list else origin(items)
        except TypeError:  # a set of something that has no hash
            return items

    return repair


def _dict(type_: Any, key_type: Any, item: Repair, where: str) -> Repair:
    repair_key = repair_for(key_type, where)

    def repair(value: Any, report: Reports) -> Any:
        if not is_object(value):
            _complain(report, where, type_, value)
            return value
        return {
            _key(key, key_type, repair_key, report): item(member, report)
            for key, member in value.items()
        }

    return repair


def _key(key: str, type_: Any, repair: Repair, report: Reports) -> Any:
    if type_ is str:
        return key
    try:
        return next(
            iter(msgspec.convert({key: None}, dict[type_, None], str_keys=True))
        )
    except ValueError:
        return repair(key, report)


def _union(type_: Any, arguments: tuple[Any, ...], where: str) -> Repair:
    arms = [arm for arm in arguments if arm is not msgspec.UnsetType]
    nullable = type(None) in arms
    arms = [arm for arm in arms if arm is not type(None)]
    repairs = [repair_for(arm, where) for arm in arms]
    if len(arms) == 1:
        only = repairs[0]

        def repair_optional(value: Any, report: Reports) -> Any:
            return None if value is None and nullable else only(value, report)

        return repair_optional

    def repair(value: Any, report: Reports) -> Any:
        try:
            return convert_strict(value, type_)
        except (ValueError, RecursionError):
            pass
        for arm, attempt in zip(arms, repairs, strict=True):
            if may_hold(arm, value):
                return attempt(value, report)
        _complain(report, where, type_, value)
        return value

    return repair


def may_hold(type_: Any, value: Any) -> bool:
    """Tell whether a type can hold a value, by its JSON type, not looking inside."""
    if type_ in (Any, object) or isinstance(type_, (typing.TypeVar, str)):
        return True
    if type_ is None:
        return value is None
    origin = typing.get_origin(type_) or type_
    arguments = typing.get_args(type_)
    if origin is typing.Annotated:
        return may_hold(arguments[0], value)
    if origin in (Union, types.UnionType):
        return any(may_hold(arm, value) for arm in arguments)
    if origin is Literal:
        return type(value) in {type(member) for member in arguments}
    if hasattr(origin, "__decode_strict__"):
        return is_object(value) or not hasattr(origin, "__declared__")
    if is_object(value):
        return isinstance(origin, msgspec.StructMeta) or origin is dict
    if is_array(value):
        return origin in _LISTS
    right = _SCALARS.get(origin)
    if right is not None:
        return type(value) in right or (origin is int and type(value) is float)
    # Dates, UUIDs, Decimals, bytes: strings, and some of them numbers.
    is_container = isinstance(origin, msgspec.StructMeta) or origin in (dict, *_LISTS)
    return isinstance(value, (str, int, float)) and not is_container


class _Member:
    __slots__ = ("attribute", "expected", "repair", "required", "wire")

    def __init__(self, owner: str, info: msgspec.structs.FieldInfo) -> None:
        self.attribute = info.name
        self.wire = info.encode_name
        self.required = info.required
        self.expected = type_name(info.type)
        self.repair = repair_for(info.type, f"{owner}.{info.encode_name}")


_structs: dict[Any, Repair] = {}


def _struct(type_: Any) -> Repair:
    """Return the repair of a Struct class, or of a generic one with its arguments."""
    known = _structs.get(type_)
    if known is not None:
        return known
    cls = typing.get_origin(type_) or type_
    name: str = cls.__name__
    members: list[_Member] | None = None

    def repair(value: Any, report: Reports) -> Any:
        nonlocal members
        if not is_object(value):
            _complain(report, name, cls, value)
            return value
        if report.depth < WHOLE:
            try:
                return convert_strict(value, type_)
            except (ValueError, RecursionError):
                pass
        if members is None:  # not before: the class may refer to itself
            members = [_Member(name, it) for it in msgspec.structs.fields(type_)]
        return _rebuild(cls, name, members, value, report)

    _structs[type_] = repair
    return repair


def _rebuild(
    cls: Any,
    name: str,
    members: list[_Member],
    value: dict[str, Any],
    report: Reports,
) -> Any:
    arguments: dict[str, Any] = {}
    report.depth += 1
    try:
        for member in members:
            raw = value.get(member.wire, _MISSING)
            if raw is not _MISSING:
                arguments[member.attribute] = member.repair(raw, report)
            elif member.required:
                path = f"{name}.{member.wire}"
                report(Mismatch(path, "missing", member.expected, None))
                arguments[member.attribute] = None
    except RecursionError:
        report(Mismatch(name, "too_deep", name, value))
        return value
    finally:
        report.depth -= 1
    return cls(**arguments)
