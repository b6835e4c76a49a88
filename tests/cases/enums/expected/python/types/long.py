from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = ["Long"]

Long: TypeAlias = Literal[
    "a_rather_long_value",
    "another_rather_long_value",
    "the_third_rather_long_value",
    "short",
]
"""- `a_rather_long_value`: The first one.
- `another_rather_long_value`: The second one.
- `the_third_rather_long_value`: The third one.
- `short`: Short.
"""
