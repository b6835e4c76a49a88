"""The variables of a path, `{...}` (OpenAPI 3.2, section 4.8.2)."""

from __future__ import annotations

import re
from collections.abc import Container

VARIABLE = re.compile(r"\{([^{}]*)\}")
_BARE = re.compile(r"=.*|[+*]\Z", re.DOTALL)


def bare(variable: str) -> str:
    """The name in a variable that also says what its value is like.

    `name=shelves/*` of gRPC gateways, `proxy+` of AWS: OpenAPI knows neither.
    """
    return _BARE.sub("", variable) or variable


def declared_name(variable: str, declared: Container[str]) -> str:
    """The name that the parameter of a variable has, or would have to have."""
    name = bare(variable)
    return name if variable not in declared and name in declared else variable
