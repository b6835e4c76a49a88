"""Models with declared members and typed further ones (`additionalProperties`).

msgspec's Structs drop members that they do not know. A class that derives from
`ExtensibleModel` is therefore no Struct: it holds one, which has the further members
under the name `*`, and is a custom type to msgspec.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .encode import to_builtins
from .guards import is_object
from .lenient import convert_strict, repair_for
from .models import Model, field, make_struct

if TYPE_CHECKING:
    from .lenient import Reports

__all__ = ["ExtensibleModel"]

_FURTHER = "additional_properties"


class _ExtensibleMeta(type):
    """Takes the members out of the class and makes the Struct of them."""

    __declared__: Any

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any]
    ) -> _ExtensibleMeta:
        annotations: dict[str, Any] = namespace.pop("__annotations__", {})
        members = {it: namespace.pop(it) for it in annotations if it in namespace}
        if _FURTHER in annotations:
            members[_FURTHER] = field(default_factory=dict, name="*")
        above = tuple([it.__declared__ for it in bases if isinstance(it, mcs)])
        members["__annotations__"] = annotations
        for key in ("__module__", "__qualname__"):
            members[key] = namespace[key]
        namespace.setdefault("__slots__", ())
        namespace["__declared__"] = make_struct(name, above or (Model,), members)
        return super().__new__(mcs, name, bases, namespace)


if TYPE_CHECKING:

    class ExtensibleModel(Model):
        """Base of models that keep members they do not declare.

        A class annotates them: `additional_properties: dict[str, int] =
        field(default_factory=dict)`.
        """

else:

    class ExtensibleModel(Model.__mro__[1], metaclass=_ExtensibleMeta):
        """Base of models that keep members they do not declare.

        A class annotates them: `additional_properties: dict[str, int] =
        field(default_factory=dict)`. They are attributes too.
        """

        __slots__ = ("_model",)

        def __init__(self, **members: Any) -> None:
            object.__setattr__(self, "_model", type(self).__declared__(**members))

        @classmethod
        def _of(cls, model: Any) -> ExtensibleModel:
            self = object.__new__(cls)
            object.__setattr__(self, "_model", model)
            return self

        @classmethod
        def _sorted_out(cls, value: Any) -> Any:
            """Return a JSON object with the further members under `*`."""
            if not is_object(value):
                return value
            known = {*cls.__declared__.__struct_encode_fields__} - {"*"}
            inner = {key: it for key, it in value.items() if key in known}
            inner["*"] = {key: it for key, it in value.items() if key not in known}
            return inner

        @classmethod
        def __decode_strict__(cls, value: Any) -> Any:
            inner = cls._sorted_out(value)
            return cls._of(convert_strict(inner, cls.__declared__))

        @classmethod
        def __decode_lenient__(cls, value: Any, where: str, report: Reports) -> Any:
            inner = cls._sorted_out(value)
            model = repair_for(cls.__declared__, where)(inner, report)
            return cls._of(model) if is_object(value) else value

        def __to_json_value__(self) -> dict[str, Any]:
            members: dict[str, Any] = to_builtins(self._model, "python")
            further = members.pop("*", {})
            return {
                **members,
                **{k: it for k, it in further.items() if k not in members},
            }

        def __getattr__(self, name: str) -> Any:
            if name == "_model":  # while it is being unpickled
                raise AttributeError(name)
            further = self._model.additional_properties
            if isinstance(further, dict) and name in further:
                return further[name]
            return getattr(self._model, name)

        def __setattr__(self, name: str, value: Any) -> None:
            setattr(self._model, name, value)

        def __eq__(self, other: object) -> bool:
            if type(other) is not type(self):
                return NotImplemented
            return self._model == other._model

        def __hash__(self) -> int:
            return hash(self._model)

        def __repr__(self) -> str:
            return repr(self._model)

        def __replace__(self, **changes: Any) -> ExtensibleModel:
            return self._of(self._model.__replace__(**changes))

        def __reduce__(self) -> tuple[Any, ...]:
            names = self._model.__struct_fields__
            members = {name: getattr(self._model, name) for name in names}
            return _restore, (type(self), members)

        def __copy__(self) -> ExtensibleModel:
            return self._of(self._model.__copy__())


def _restore(cls: Any, members: dict[str, Any]) -> Any:
    return cls(**members)
