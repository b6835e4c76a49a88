"""Python expressions as small trees, laid out as black would lay them out.

What fits on its line stays there. What does not is taken apart: the inside of parentheses on a line
of its own where it fits there, else one member a line, each with a comma behind it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from clientsmith.targets.python.text import LINE_LENGTH, literal, string_literal, width

STEP = 4


class Brackets(msgspec.Struct):
    """`opening member, member closing`, where each member is `label` and an expression.

    A call: `opening` is `callee(`, labels are `name=` or empty. A dictionary: `{`, `"key": `.
    """

    opening: str
    members: tuple[tuple[str, Expression], ...]
    closing: str
    line: str = ""
    """All of it on one line; put together once, since every level of the layout asks for it."""

    def __post_init__(self) -> None:
        members = ", ".join([f"{label}{inline(value)}" for label, value in self.members])
        self.line = f"{self.opening}{members}{self.closing}"


Expression: TypeAlias = str | Brackets
"""A string is source that is not taken apart."""


def call(callee: str, *arguments: Expression, **keywords: Expression) -> Brackets:
    """`callee(arguments)`"""
    named = tuple((f"{name}=", value) for name, value in keywords.items())
    return Brackets(f"{callee}(", (*(("", it) for it in arguments), *named), ")")


def dictionary(members: dict[str, Expression]) -> Brackets:
    """`{"key": value}`"""
    rows = tuple((f"{string_literal(key)}: ", value) for key, value in members.items())
    return Brackets("{", rows, "}")


def sequence(items: list[Expression], opening: str = "[", closing: str = "]") -> Brackets:
    """`[item, item]`"""
    return Brackets(opening, tuple(("", item) for item in items), closing)


def tuple_of(items: list[Expression]) -> Expression:
    """`(item, item)`; a single item keeps its comma."""
    if len(items) == 1:
        return Brackets("(", (("", items[0]),), ",)")
    return sequence(items, "(", ")")


def json_value(value: Any, known: Any = None, name: str = "") -> Expression:
    """A JSON value. The object `known`, wherever it is in it, is written as `name`."""
    if name and value is known:
        return name
    match value:
        case dict():
            return dictionary({str(k): json_value(item, known, name) for k, item in value.items()})
        case list():
            return sequence([json_value(item, known, name) for item in value])
        case _:
            return literal(value)


def inline(expression: Expression) -> str:
    """The expression on one line."""
    return expression if isinstance(expression, str) else expression.line


def statement(prefix: str, expression: Expression, indent: int, suffix: str = "") -> str:
    """`prefix expression suffix` from column `indent` on, its first line without the margin."""
    line = f"{prefix}{inline(expression)}{suffix}"
    if indent + width(line) <= LINE_LENGTH:
        return line
    if isinstance(expression, str):
        is_name = prefix[:-3].replace(".", "").isidentifier()
        helps = indent + STEP + width(expression) <= LINE_LENGTH or not is_name
        if not prefix.endswith(" = ") or not helps:
            return line
        margin = " " * indent
        return f"{prefix}(\n{margin}    {expression}\n{margin}){suffix}"
    target, equals, rest = prefix.partition(" = ")
    head = width(rest) + width(expression.opening)
    if (
        equals
        and expression.members
        and indent + STEP + head <= LINE_LENGTH < indent + width(target) + 3 + head
    ):
        margin = " " * indent
        inner = statement(rest, expression, indent + STEP)
        # Black does not bother where a line stays too long all the same.
        if all(width(row) <= LINE_LENGTH for row in inner.splitlines()):
            return f"{target} = (\n{margin}    {inner}\n{margin}){suffix}"
    if not expression.members:
        return _wrapped(line, indent)
    margin = " " * indent
    if expression.closing == ")" and expression.opening != "(":
        inside = line[len(prefix) + len(expression.opening) : len(line) - len(suffix) - 1]
        if indent + STEP + width(inside) <= LINE_LENGTH:
            return f"{prefix}{expression.opening}\n{margin}    {inside}\n{margin}){suffix}"
    rows = "".join(
        f"{margin}    {statement(label, value, indent + STEP, ',')}\n"
        for label, value in expression.members
    )
    closing = expression.closing.lstrip(",")  # every row has its comma
    return f"{prefix}{expression.opening}\n{rows}{margin}{closing}{suffix}"


def _wrapped(line: str, indent: int) -> str:
    """A call without arguments that does not fit: in parentheses."""
    target, equals, rest = line.partition(" = ")
    if not equals:
        return line
    return f"{target} = (\n{' ' * indent}    {rest}\n{' ' * indent})"


def function_head(name: str, parameters: list[str], indent: int) -> str:
    """`def name(parameters) -> None:`; `name` with its keywords."""
    brackets = Brackets(f"{name}(", tuple(("", it) for it in parameters), ")")
    if len(parameters) > 1:
        return statement("", brackets, indent, " -> None:")
    line = f"{inline(brackets)} -> None:"
    if indent + width(line) <= LINE_LENGTH:
        return line
    margin = " " * indent
    return f"{name}(\n{margin}    {parameters[0]},\n{margin}) -> None:"


def assignment(target: str, source: str, indent: int) -> str:
    """`target = source`, where the source is a name, with or without dots, or an item of one."""
    line = f"{target} = {source}"
    if indent + width(line) <= LINE_LENGTH:
        return line
    head = f"{target} = "
    value, bracket, key = source.rpartition('["' if source.endswith('"]') else "[")
    if not bracket:
        return parenthesized(head, [source], indent) if "." in source else line
    key, _, rest = (bracket[1:] + key).rpartition("]")

    def opened(indent: int) -> str:
        margin = " " * indent
        return f"{value}[\n{margin}    {key}\n{margin}]{rest}"

    inner = indent + STEP
    near = indent + width(head) + width(value) < LINE_LENGTH
    if near or inner + width(value) >= LINE_LENGTH:
        return head + opened(indent)
    whole = inner + width(source) <= LINE_LENGTH
    return parenthesized(head, [source if whole else opened(inner)], indent)


def equality(left: str, right: Expression, indent: int) -> str:
    """`assert left == right`; `is` for None and booleans."""
    operator = "is" if right in ("None", "True", "False") else "=="
    if isinstance(right, str):
        line = f"assert {left} {operator} {right}"
        if indent + len(line) <= LINE_LENGTH and line.isascii():  # nearly always
            return line
    line = statement(f"assert {left} {operator} ", right, indent)
    if indent + width(line.partition("\n")[0]) <= LINE_LENGTH:
        return line
    if not isinstance(right, str):
        whole, inner = f"{left} {operator} {inline(right)}", indent + STEP
        if inner + width(whole) <= LINE_LENGTH:
            return parenthesized("assert ", [whole], indent)
        laid_out = parenthesized("assert ", [left, statement(f"{operator} ", right, inner)], indent)
        # Black does not bother where a line stays too long all the same.
        if inner + width(f"{left} {operator} {right.opening}") > LINE_LENGTH:
            return laid_out
        helps = all(width(row) <= LINE_LENGTH for row in laid_out.splitlines())
        return laid_out if helps else line
    if indent + width(f"assert {left} {operator} (") > LINE_LENGTH:
        return comparison(left, operator, right, indent)
    return parenthesized(f"assert {left} {operator} ", [right], indent)


def comparison(left: str, operator: str, right: str, indent: int) -> str:
    """`assert left operator right`, as a whole in parentheses when it is long."""
    whole = f"{left} {operator} {right}"
    if indent + width(f"assert {whole}") <= LINE_LENGTH:
        return f"assert {whole}"
    inner = indent + STEP
    if inner + width(whole) <= LINE_LENGTH:
        return parenthesized("assert ", [whole], indent)
    base, bracket, key = left.rpartition('["')
    if bracket and left.endswith('"]') and inner + width(left) > LINE_LENGTH:
        margin = " " * inner
        left = f'{base}[\n{margin}    "{key[:-1]}\n{margin}]'
    return parenthesized("assert ", [left, f"{operator} {right}"], indent)


def choice(chosen: str, condition: str, otherwise: str, indent: int) -> str:
    """`chosen if condition else otherwise` as an argument, with its comma."""
    line = f"{chosen} if {condition} else {otherwise},"
    if indent + width(line) <= LINE_LENGTH:
        return line
    return parenthesized("", [chosen, f"if {condition}", f"else {otherwise}"], indent) + ","


def condition(pieces: list[str], indent: int) -> str:
    """`if a and b:`, one piece a line in parentheses when it is long."""
    line = f"if {' '.join(pieces)}:"
    if indent + width(line) <= LINE_LENGTH or len(pieces) < 2:
        return line
    return f"{parenthesized('if ', pieces, indent)}:"


def parenthesized(prefix: str, pieces: list[str], indent: int) -> str:
    """`prefix (piece piece)`, one piece a line: adjacent string literals are one string."""
    margin = " " * indent
    rows = "".join(f"{margin}    {piece}\n" for piece in pieces)
    return f"{prefix}(\n{rows}{margin})"
