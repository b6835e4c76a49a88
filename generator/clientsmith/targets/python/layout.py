"""Lay out annotations, calls and displays exactly as black does, without running it.

An annotation is a small tree: a name, a subscript (`list[str]`) or a union (`str | None`).
Whatever fits on its line stays there; what does not is taken apart from the outside in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from clientsmith.targets.python.text import LINE_LENGTH, width

STEP = 4


class Subscript(msgspec.Struct, frozen=True):
    """`base[arguments]`"""

    base: str
    arguments: tuple[Annotation, ...]


class Either(msgspec.Struct, frozen=True):
    """`operand | operand`; at least two operands."""

    operands: tuple[Annotation, ...]


Annotation: TypeAlias = str | Subscript | Either


def inline(annotation: Annotation) -> str:
    """The annotation on one line."""
    if isinstance(annotation, str):  # most are
        return annotation
    if isinstance(annotation, Either):
        return " | ".join([it if isinstance(it, str) else inline(it) for it in annotation.operands])
    inside = [it if isinstance(it, str) else inline(it) for it in annotation.arguments]
    return f"{annotation.base}[{', '.join(inside)}]"


def union(*operands: Annotation) -> Annotation:
    """The union of the operands: flat, without repetition, `None` last."""
    flat: list[Annotation] = []
    for operand in operands:
        flat.extend(operand.operands if isinstance(operand, Either) else (operand,))
    distinct = list(dict.fromkeys(flat))
    if "None" in distinct:
        distinct.remove("None")
        distinct.append("None")
    return distinct[0] if len(distinct) == 1 else Either(tuple(distinct))


def optional(annotation: Annotation) -> Annotation:
    """The annotation with `None`; `Any` is that already."""
    match annotation:
        case "Any" | "None":
            return annotation
        case Either(operands):
            return annotation if "None" in operands else Either((*operands, "None"))
        case _:
            return Either((annotation, "None"))


def annotated(
    name: str, annotation: Annotation, default: str, indent: int, *, parameter: bool = False
) -> str:
    """`name: annotation = default` from column `indent` on, its first line without the margin.

    `default` is source that fits on a line, or a call `f(a, b)`, or "" for none. A `parameter` ends
    in a comma. Several lines are joined by newlines and carry their margins.
    """
    end = "," if parameter else ""
    tail = (f" = {default}" if default else "") + end
    head = f"{name}: {inline(annotation)}"
    line = f"{head}{tail}"
    if indent + width(line) <= LINE_LENGTH:
        return line
    margin = " " * indent
    head = f"{head} = "
    if default and not parameter:
        call, bracket, rest = default.partition("(")
        if bracket and indent + width(head) + width(call) + 1 <= LINE_LENGTH:
            split = _split_arguments(rest[:-1])
            lines = "".join(f"{margin}    {argument},\n" for argument in split)
            return f"{head}{call}(\n{lines}{margin})"
        if indent + width(head) + 1 <= LINE_LENGTH:
            return f"{head}(\n{margin}    {_default(default, indent + STEP)}\n{margin})"
    match annotation:
        case Subscript(base, arguments) if parameter:
            body = _exploded(arguments, indent + STEP)
            return f"{name}: {base}[\n{body}\n{margin}]{_tail(default, end, indent)}"
        case Subscript(base):
            far = indent + width(f"{name}: {base}[") > LINE_LENGTH
            opened = _split(name, annotation, indent)
            if far and default and "(" not in default and opened.startswith(f"{name}: ("):
                # Where the brackets of the annotation are open too, so is this one.
                value = f"\n{margin}    {default}\n{margin}" if "[\n" in opened else default
                return f"{opened} = ({value})"
            return f"{opened}{_tail(default, end, indent, far=far)}"
        case Either():
            body = _operands(annotation, indent + STEP)
            far = not parameter and indent + width(f"{name}: (") > LINE_LENGTH
            return f"{name}: (\n{body}\n{margin}){_tail(default, end, indent, far=far)}"
        case _ if parameter:
            return line
        case _ if _is_too_long(annotation, indent) and "(" not in default:
            # Parentheses around a name alone do not help.
            return f"{name}: {annotation}" + (f" = ({default})" if default else "")
        case _:
            far = indent + width(f"{name}: (") > LINE_LENGTH
            tail = _tail(default, end, indent, far=far)
            return f"{name}: (\n{margin}    {annotation}\n{margin}){tail}"


def _is_too_long(annotation: str, indent: int) -> bool:
    """Whether a class stands behind its name even where a line of its own would not do."""
    return "." not in annotation and indent + STEP + width(annotation) > LINE_LENGTH


def _split(name: str, annotation: Subscript, indent: int) -> str:
    """`name: annotation` on several lines: in parentheses if not even its bracket is in reach."""
    margin = " " * indent
    base = annotation.base
    if indent + width(f"{name}: {base}[") > LINE_LENGTH >= indent + width(f"{name}: ("):
        inside = f"{margin}    {_nested(annotation, indent + STEP, '')}"
        if all(width(line) <= LINE_LENGTH for line in inside.split("\n")):
            return f"{name}: (\n{inside}\n{margin})"
    return f"{name}: {base}[\n{_exploded(annotation.arguments, indent + STEP)}\n{margin}]"


def _tail(default: str, end: str, indent: int, *, far: bool = False) -> str:
    """` = default` behind the last line of an annotation that has several.

    A call is opened too where the name alone is too long: it is `far`.
    """
    if not default:
        return end
    # The bracket that ends the annotation and ` = ` stand before it, which black measures with it.
    return f" = {_default(default, indent, reserve=4, far=far)}{end}"


def _default(default: str, indent: int, *, reserve: int = 0, far: bool = False) -> str:
    """A default, behind `reserve` columns; if it is a call that is too long, on several lines."""
    call, bracket, arguments = default.partition("(")
    if not bracket or (indent + reserve + width(default) <= LINE_LENGTH and not far):
        return default
    margin = " " * indent
    split = _split_arguments(arguments[:-1])
    if indent + STEP + width(", ".join(split)) <= LINE_LENGTH:
        return f"{call}(\n{margin}    {', '.join(split)}\n{margin})"
    lines = "".join(f"{margin}    {argument},\n" for argument in split)
    return f"{call}(\n{lines}{margin})"


def returns(head: str, annotation: Annotation, indent: int, tail: str = ":") -> str:
    """`head`, which ends in `) -> `, with a return annotation and its colon, or another `tail`."""
    line = f"{head}{inline(annotation)}{tail}"
    if indent + width(line) <= LINE_LENGTH:
        return line
    margin = " " * indent
    match annotation:
        case Subscript(base, arguments):
            return f"{head}{base}[\n{_exploded(arguments, indent + STEP)}\n{margin}]{tail}"
        case Either():
            return f"{head}(\n{_operands(annotation, indent + STEP)}\n{margin}){tail}"
        case _ if "." in annotation:
            return f"{head}(\n{margin}    {annotation}\n{margin}){tail}"
        case _:
            return line


def method_head(name: str, parameters: Sequence[str], result: str, indent: int) -> str:
    """`def name(self, ...) -> result:` of a method with few parameters."""
    line = f"def {name}({', '.join(parameters)}) -> {result}:"
    if indent + width(line) <= LINE_LENGTH:
        return line
    margin = " " * indent
    inside = ", ".join(parameters)
    if len(parameters) == 1:
        inside += ","
    elif indent + STEP + width(inside) > LINE_LENGTH:
        inside = f",\n{margin}    ".join(parameters) + ","
    if indent + width(f") -> {result}:") > LINE_LENGTH >= indent + STEP + width(result):
        result = f"(\n{margin}    {result}\n{margin})"
    return f"def {name}(\n{margin}    {inside}\n{margin}) -> {result}:"


def is_wrapped(name: str, annotation: Annotation, callee: str) -> bool:
    """Whether the call of a `constant` stands in parentheses, its arguments one step further in."""
    head = width(f"{name}: {inline(annotation)} = ")
    fits = head + width(callee) + 1 <= LINE_LENGTH
    return not isinstance(annotation, str) and not fits and head + 1 <= LINE_LENGTH


def constant(name: str, annotation: Annotation, callee: str, arguments: Sequence[str]) -> str:
    """`name: annotation = callee(...)` at the margin of a module, one argument a line."""
    head = f"{name}: {inline(annotation)} = "
    if is_wrapped(name, annotation, callee):
        return f"{head}(\n    {_call(callee, arguments, STEP)}\n)"
    if isinstance(annotation, str) or width(head) + width(callee) + 1 <= LINE_LENGTH:
        return f"{head}{_call(callee, arguments, 0)}"
    if isinstance(annotation, Either):
        head = f"{name}: (\n{_operands(annotation, STEP)}\n) = "
    else:
        head = f"{_split(name, annotation, 0)} = "
    return f"{head}{_call(callee, arguments, 0)}"


def called(prefix: str, callee: str, arguments: Sequence[str], indent: int) -> str:
    """`prefix callee(arguments)`, as in `return f(a)` or `self.a = f(b)`."""
    line = f"{prefix}{callee}({', '.join(arguments)})"
    if indent + width(line) <= LINE_LENGTH and "\n" not in line:  # mostly
        return line
    comma = len(arguments) > 1
    start = indent + len(callee) + 1
    fits = start + width(prefix) <= LINE_LENGTH
    longest = max(width(it) + comma for it in arguments)
    helps = start + STEP <= LINE_LENGTH >= indent + STEP + STEP + longest
    if fits or not helps:
        return display(f"{prefix}{callee}", "(", arguments, ")", indent, comma=comma)
    margin = " " * indent
    inner = display(callee, "(", arguments, ")", indent + STEP, comma=comma)
    return f"{prefix}(\n{margin}    {inner}\n{margin})"


def class_bases(name: str, bases: str) -> str:
    """`(Base, Base)` behind `class name`."""
    if width(f"class {name}({bases}):") <= LINE_LENGTH:
        return f"({bases})"
    return f"(\n    {bases}\n)"


def _call(callee: str, arguments: Sequence[str], indent: int) -> str:
    margin = " " * indent
    lines = "".join(f"{margin}    {argument},\n" for argument in arguments)
    return f"{callee}(\n{lines}{margin})"


def value(prefix: str, annotation: Annotation, indent: int, *, reserve: int = 0) -> str:
    """`prefix annotation` where the annotation is an expression, as in `A = Union[...]`.

    `reserve` is the width of what follows on the same line.
    """
    line = f"{prefix}{inline(annotation)}"
    if indent + width(line) + reserve <= LINE_LENGTH:
        return line
    margin = " " * indent
    match annotation:
        case Subscript(base) if (
            prefix.endswith(" = ") and indent + width(f"{prefix}{base}[") > LINE_LENGTH
        ):
            inner = value("", annotation, indent + STEP)
            return f"{prefix}(\n{margin}    {inner}\n{margin})"
        case Subscript(base, arguments):
            return f"{prefix}{base}[\n{_exploded(arguments, indent + STEP)}\n{margin}]"
        case Either():
            return f"{prefix}(\n{_operands(annotation, indent + STEP)}\n{margin})"
        case _ if prefix.endswith(" = ") and indent + STEP + width(annotation) <= LINE_LENGTH:
            return f"{prefix}(\n{margin}    {annotation}\n{margin})"
        case _:
            return line


def alias(name: str, annotation: Annotation, indent: int) -> str:
    """`name: TypeAlias = annotation`"""
    head = f"{name}: TypeAlias = "
    if indent + width(head) < LINE_LENGTH:
        return value(head, annotation, indent)
    reserve = 2 if isinstance(annotation, Either) else 0
    if indent + width(f"{name}: (") > LINE_LENGTH:
        reserve = 0 if isinstance(annotation, str) else LINE_LENGTH
    margin = " " * indent
    shown = value(") = ", annotation, indent, reserve=reserve)
    if reserve == 2 and "\n" not in shown:
        shown = f") = ({inline(annotation)})"
    return f"{name}: (\n{margin}    TypeAlias\n{margin}{shown}"


def display(
    prefix: str,
    opening: str,
    items: Sequence[str],
    closing: str,
    indent: int,
    *,
    reserve: int = 0,
    comma: bool = True,
) -> str:
    """`prefix(item, item)`, one item a line when they do not fit together.

    `reserve` is how much of the first line something else takes; items may have several lines. A
    single string in a call has no `comma` behind it.
    """
    line = f"{prefix}{opening}{', '.join(items)}{closing}"
    if indent + reserve + width(line) <= LINE_LENGTH and "\n" not in line:
        return line
    margin = " " * indent
    end = "," if comma else ""
    body = "".join(f"{margin}    {item}{end}\n" for item in items)
    return f"{prefix}{opening}\n{body}{margin}{closing}"


def _exploded(arguments: tuple[Annotation, ...], indent: int) -> str:
    """The inside of a subscript that does not fit, one argument a line."""
    margin = " " * indent
    if len(arguments) > 1:
        return "\n".join(f"{margin}{_nested(item, indent, ',')}" for item in arguments)
    only = arguments[0]
    if indent + width(inline(only)) <= LINE_LENGTH:
        return f"{margin}{inline(only)}"
    if isinstance(only, Either):
        return _operands(only, indent)
    return f"{margin}{_nested(only, indent, '')}"


def _nested(annotation: Annotation, indent: int, end: str) -> str:
    line = f"{inline(annotation)}{end}"
    if indent + width(line) <= LINE_LENGTH:
        return line
    margin = " " * indent
    match annotation:
        case Subscript(base, arguments):
            return f"{base}[\n{_exploded(arguments, indent + STEP)}\n{margin}]{end}"
        case Either(operands):
            return _alternatives(operands, indent, end)
        case _:
            return line


def _operands(annotation: Either, indent: int) -> str:
    margin = " " * indent
    if indent + width(inline(annotation)) <= LINE_LENGTH:
        return f"{margin}{inline(annotation)}"
    return f"{margin}{_alternatives(annotation.operands, indent, '')}"


def _alternatives(operands: Sequence[Annotation], indent: int, end: str) -> str:
    """The operands of a union, one a line, the first without its margin."""
    lines: list[str] = []
    for index, operand in enumerate(operands, 1):
        mark = "| " if index > 1 else ""
        used = len(mark) + (len(end) if index == len(operands) else 0)
        lines.append(f"{mark}{_operand(operand, indent, used)}")
    return f"\n{' ' * indent}".join(lines) + end


def _operand(annotation: Annotation, indent: int, used: int) -> str:
    line = inline(annotation)
    if indent + used + width(line) <= LINE_LENGTH or not isinstance(annotation, Subscript):
        return line
    margin = " " * indent
    return f"{annotation.base}[\n{_exploded(annotation.arguments, indent + STEP)}\n{margin}]"


def _split_arguments(text: str) -> list[str]:
    """Split `default=None, name="a, b"` at its top-level commas."""
    parts: list[str] = []
    quote = ""
    start = depth = 0
    skip = False
    for index, character in enumerate(text):
        if skip:
            skip = False
        elif quote:
            skip = character == "\\"
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and not depth:
            parts.append(text[start:index].strip())
            start = index + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]
