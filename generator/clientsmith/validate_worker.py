"""The process that runs openapi-spec-validator for `validate`, so that it can be stopped.

Reads `{"version", "main", "base", "files": {uri: tree}}` from standard input and writes one JSON
object a line: a finding `{"code", "message", "path"}`, then `{"phase": "schema"}` when the document
has been held against OpenAPI's own JSON Schema, then `{"phase": "rules"}` at the end. It imports
nothing of Clientsmith, opens no connection and reads no file of the document.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_SHOWN = 60
"""Characters of a value that a message shows."""
_LONGEST = 240
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def main() -> None:
    """Read the request, write what is found."""
    request = json.load(sys.stdin)
    sys.addaudithook(_refuse_network)
    try:
        _run(request)
    except Exception as error:  # the validator fails in many ways on documents that are wrong
        _write({"failed": type(error).__name__})


def _run(request: dict[str, Any]) -> None:
    import openapi_spec_validator as library
    from jsonschema_path import SchemaPath
    from openapi_spec_validator.validation import keywords

    name = {"2.0": "V2", "3.0": "V30", "3.1": "V31", "3.2": "V32"}[request["version"]]
    files = request["files"]
    document = files[request["base"]]

    def retrieve(uri: str) -> Any:
        return files[uri.partition("#")[0]]

    handlers = dict.fromkeys(("", "http", "https", "file", "ftp", "urn"), retrieve)
    path = SchemaPath.from_dict(document, base_uri=request["base"], handlers=handlers)
    validator = getattr(library, f"OpenAPI{name}SpecValidator")(path)
    for error in validator.schema_validator.iter_errors(document):
        _finding(error, ())
    _write({"phase": "schema"})
    _remember_places(keywords)
    for error in validator.root_validator(path):
        _finding(error, getattr(error, "place", ()))
    _write({"phase": "rules"})


def _refuse_network(event: str, _: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError("the validator must not use the network")


def _remember_places(keywords: Any) -> None:
    """Make the validators of single keywords note where they were when they found something.

    Their errors have no path of their own, only the arguments of the call that found them have.
    """
    kind: Any
    for kind in vars(keywords).values():
        if isinstance(kind, type) and issubclass(kind, keywords.KeywordValidator):
            call = kind.__dict__.get("__call__")
            if call is not None:
                kind.__call__ = _noting(call, issubclass(kind, keywords.ValueValidator))  # type: ignore[method-assign]


def _noting(call: Callable[..., Iterable[Any]], is_value: bool) -> Callable[..., Iterator[Any]]:
    def wrapper(self: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for error in call(self, *args, **kwargs):
            if not hasattr(error, "place"):
                paths = [one for one in args if hasattr(one, "parts")]
                place = tuple(paths[0].parts) if paths else ()
                error.place = (*place, "default") if is_value else place
            yield error

    return wrapper


def _finding(error: Any, place: tuple[Any, ...]) -> None:
    """Write the one cause of `error` that its author can act on."""
    from jsonschema.exceptions import best_match

    cause = best_match([error]) if error.context else error
    path = [*place, *cause.absolute_path]
    if type(error).__name__ == "DuplicateOperationIDError":
        path.append("operationId")
    if isinstance(cause.validator, str):
        code = _kebab(cause.validator)
    else:
        code = _kebab(type(error).__name__.removesuffix("Error").removeprefix("OpenAPI"))
    message = cause.message
    value = repr(cause.instance)
    if len(value) > _SHOWN and message.startswith(value):
        shown = "object" if isinstance(cause.instance, dict) else "value"
        message = f"this {shown}" + message[len(value) :]
    finding = {"code": code, "message": _one_line(message), "path": [str(one) for one in path]}
    _write(finding)


def _kebab(name: str) -> str:
    return _WORDS.sub("-", name).lower()


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 4].rstrip() + " ..."


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
