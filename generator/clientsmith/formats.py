"""Bytes to a tree, whether they are JSON or YAML."""

from __future__ import annotations

import re
from typing import Any as Json

from . import json_tree
from .syntax import Parsed, SyntaxProblem, decode

_LIKE_JSON = re.compile(rb"[ \t\r\n]*[{\[]")


def parse(data: bytes, problems: list[SyntaxProblem], *, yaml: bool | None = None) -> Parsed:
    """The tree of `data`, see `syntax.utf8`: JSON where it looks like JSON and is, else YAML.

    `yaml` says that the file's name speaks for YAML or against it, which decides whose error is
    shown when it is neither. Raises `SyntaxProblem`.
    """
    if b"\0" in data[:4]:
        raise SyntaxProblem(
            "syntax/encoding", "this is not UTF-8 but perhaps UTF-16 or UTF-32", 1, 1, "save it so"
        )
    if not _LIKE_JSON.match(data):
        tree = _yaml(data, problems)
        if yaml is False and isinstance(tree, str):
            json_tree.scan(decode(data), problems)  # YAML takes any line for a text
        return Parsed(tree)
    try:
        return json_tree.parse(data, problems)
    except SyntaxProblem as error:
        if error.code != "syntax/json":
            raise
        try:
            return Parsed(_yaml(data, problems))
        except SyntaxProblem as other:
            raise (other if yaml else error) from None


def _yaml(data: bytes, problems: list[SyntaxProblem]) -> Json:
    from . import yaml_tree  # JSON needs no PyYAML, which is slow to import

    return yaml_tree.parse(decode(data), problems)
