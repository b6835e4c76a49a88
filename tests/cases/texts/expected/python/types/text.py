from __future__ import annotations

from typing import Any, Literal, TypeAlias

from .._runtime.extensible import ExtensibleModel
from .._runtime.models import OpenEnum, field

__all__ = ["Model77", "Text"]


class Text(ExtensibleModel):
    """ "quoted" """

    field_7_7: OpenEnum[Model77] | None = field(default=None, name="{{7*7}}")

    trailing: str | None = None
    """ends with backslash \\"""

    additional_properties: dict[str, Any] = field(default_factory=dict)


Model77: TypeAlias = Literal["'", '"', "\\", "\n", "\u2028", "{% raw %}", "`", "${x}"]
