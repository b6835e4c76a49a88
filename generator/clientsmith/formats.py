"""Bytes to text to a tree, whether it is JSON or YAML."""

from __future__ import annotations

from typing import Any as Json

from . import json_tree, yaml_tree
from .syntax import SyntaxProblem, position


def parse(text: str, problems: list[SyntaxProblem], *, yaml: bool | None = None) -> Json:
    """The tree of `text`: JSON where it looks like JSON and is, else YAML.

    `yaml` says that the file's name speaks for YAML or against it, which decides whose error is
    shown when it is neither. Raises `SyntaxProblem`.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip(" \t\r\n")[:1] not in ("{", "["):
        return yaml_tree.parse(text, problems)
    try:
        return json_tree.parse(text, problems)
    except SyntaxProblem as error:
        if error.code != "syntax/json":
            raise
        try:
            return yaml_tree.parse(text, problems)
        except SyntaxProblem as other:
            raise (other if yaml else error) from None


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8, or UTF-16 with a byte order mark. Raises `SyntaxProblem`."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line, column = position(before, len(before))
        raise SyntaxProblem(
            "syntax/encoding", f"this byte is not {encoding.upper()}", line, column, "save it so"
        ) from None
    return text.removeprefix("\ufeff")
