"""The value that stands for "not given", which `None` cannot do."""

from __future__ import annotations

__all__ = ["NOT_GIVEN", "NotGiven", "Omit", "not_given", "omit"]


class Omit:
    """The type of `omit`: the argument is absent and nothing of it is sent.

    `None` is a value of its own: in a JSON body it is `null`, in a query `name=`.
    In `extra_headers` and `default_headers`, `omit` removes a header.
    """

    __slots__ = ()

    def __new__(cls) -> Omit:
        return _instance

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "omit"

    def __copy__(self) -> Omit:
        return self

    def __deepcopy__(self, memo: object) -> Omit:
        return self

    def __reduce__(self) -> str:
        return "omit"


_instance: Omit = object.__new__(Omit)

omit: Omit = _instance
"""The argument is absent. Test for it with `value is omit`."""

NotGiven = Omit
"""Another name of `Omit`."""

NOT_GIVEN: Omit = omit
"""Another name of `omit`."""

not_given: Omit = omit
"""Another name of `omit`."""
