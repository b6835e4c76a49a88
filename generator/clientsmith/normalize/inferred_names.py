"""Names of operations inferred from operationIds, paths and verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from clientsmith.normalize.candidates import Candidate, Words, words_of
from clientsmith.normalize.names import is_plural, singular, spelled, strip_affixes, words
from clientsmith.normalize.routes import Route
from clientsmith.normalize.verbs import ALONE, VERBS, is_action, reads

_VERSION = re.compile(r"v?\d+([._]\d+)*((alpha|beta|preview|rc)\d*)?|v\d+[a-z]*\d*", re.IGNORECASE)

_PARAMETER = re.compile(r"\{[^}]*\}?")

_KEYED = re.compile(r"\(.*\{.*\)$")
"""The key of an item as OData writes it: `users('{id}')`."""

_FORMAT = re.compile(r"\.(json|xml|format|\{format\})$")

_SERVICE = re.compile(r"(?:[a-z]\w*\.)+([A-Z]\w*)")
_CALLED = re.compile(r"[A-Z]\w*")
"""Service and method at the end of the path, as Twirp, Connect and gRPC write them:
`acme.shop.v1.OrderService/PlaceOrder`."""

_PREFIXES = ("api", "apis", "rest", "restapi", "rpc", "openapi", "twirp")

BY_VERB = "path and verb"

BY_VERB_LOOSE = "path and verb, unusual"
"""Such as DELETE of a whole collection: it gives way to the usual meaning of the name."""

_BY_ACTION = "verb at the end of the path"

_BY_LAST = "last segment of the path"


def separator_of(routes: list[Route]) -> str:
    """What stands between group and method in the operationIds; empty: they name no groups.

    They do if all of them have it and at least two share a group.
    """
    ids = [route.node.value.get("operationId") for route in routes]
    texts = [text for text in ids if type(text) is str and text]
    if len(texts) < 2 or len(texts) < len(routes) * 0.8:
        return ""
    for separator in (".", "/", ":", "_"):
        parts = [text.split(separator) for text in texts if separator in text]
        if len(parts) < len(texts) * 0.95:
            continue
        if separator == "_" and not all(_is_group_method(part) for part in parts):
            continue
        groups: dict[str, int] = {}
        for part in parts:
            groups[part[0]] = groups.get(part[0], 0) + 1
        if len(groups) < len(texts) or len(texts) == 2:
            return separator
    return ""


def _is_group_method(parts: list[str]) -> bool:
    """Whether `Group_Method` is meant, and not `list_things`."""
    if len(parts) != 2 or not parts[0] or not parts[1]:
        return False
    if parts[0][0].isupper() and parts[1][0].isupper():
        return True
    first = words(parts[0])
    camel = parts[0][0].isupper() or any(c.isupper() for c in parts[1])
    return bool(first) and camel and first[0] not in VERBS


def inferred(
    route: Route, separator: str, lists: Callable[[Route], bool | None]
) -> Iterator[Candidate]:
    """Candidates from the operationId's group, from path and verb; then ever longer ones.

    There is always one. Few operations need more, so none is made before it is asked for.
    """
    operation_id = route.node.value.get("operationId")
    has_id = type(operation_id) is str and bool(words(operation_id))
    grouped = _grouped(operation_id, separator) if has_id else None
    if grouped is not None:
        yield grouped
    resource, method, rule = _by_path(route, lists)
    id_words: Words = _own_words(operation_id, route) if has_id else ()
    if grouped is None and not resource and id_words and rule in (BY_VERB, BY_VERB_LOOSE):
        yield Candidate((), "_".join(id_words), "operationId")
    yield Candidate(resource, method, rule)
    query = words(route.path.partition("#")[0].partition("?")[2])
    if query:
        yield Candidate(resource, "_".join((*words_of(method), *query)), "query of the path")
    if rule == BY_VERB_LOOSE and method == "retrieve":
        yield Candidate(resource, "list", rule)
    if rule in (_BY_ACTION, _BY_LAST):
        # Where the verb is also a group of methods: `follow.create` beside `follow.delete`.
        below = _resource([*resource, method])
        verb = _verb_name(route, [method], False, lists)
        yield Candidate(below, verb, BY_VERB, below=True)
    if id_words and not _repeats_path(id_words, route):
        affixes = [words_of(name) for name in reversed(resource)]
        short = strip_affixes(id_words, *affixes) if affixes else id_words
        yield Candidate(resource, "_".join(short), "operationId")
    yield from _longer(route, resource, method, id_words)


def _repeats_path(id_words: Words, route: Route) -> bool:
    """Whether an operationId was made of the verb and the path, and so says nothing more."""
    known = {*words(route.path), route.method.lower(), "id", "by", "and"}
    return all(word in known or f"{word}s" in known or singular(word) in known for word in id_words)


def _longer(
    route: Route, resource: tuple[str, ...], method: str, id_words: Words
) -> Iterator[Candidate]:
    """Candidates that say more of the path: its parameters, its version, all of it."""
    segments = [segment for segment in route.path.split("/") if segment]
    versions = [segment for segment in segments if _VERSION.fullmatch(segment)]
    last_fixed = max(
        (at for at, one in enumerate(segments) if words(_PARAMETER.sub("", one))), default=-1
    )
    base = words(method) or (route.method.lower(),)
    if segments and route.path.endswith("/"):
        yield Candidate(resource, "_".join((*base, "with", "slash")), "slash at the end")
    for begin in (last_fixed + 1, 0):
        parameters = [
            word
            for segment in segments[begin:]
            if "{" in segment
            for word in words(segment.partition("{")[2])
        ]
        name = "_".join((*base, "by", *parameters) if parameters else base)
        yield Candidate(resource, name, "path parameters")
    if id_words:
        yield Candidate(resource, "_".join(id_words), "operationId")
    if versions and resource:
        yield Candidate((versions[0], *resource), method, "path with version")
    whole = [
        word
        for segment in segments
        for word in (("by", *words(segment)) if segment.startswith("{") else words(segment))
    ]
    yield Candidate(resource, "_".join((route.method.lower(), *whole)), "whole path")
    symbols = [word for segment in segments for word in ("slash", *spelled(segment))]
    exact = "_".join((route.method.lower(), *symbols, "at", *_exact(route)))
    yield Candidate(resource, exact, "exact path")


def _exact(route: Route) -> Words:
    """Words that no other method and path has, of the codes of their characters."""
    text = f"{route.method} {route.path}"
    return tuple(f"{ord(c):x}" for c in text if not c.islower())


def _grouped(operation_id: str, separator: str) -> Candidate | None:
    if not separator or separator not in operation_id:
        return None
    parts = [part for part in operation_id.split(separator) if words(part)]
    if len(parts) < 2:
        return None
    method = "_".join(strip_affixes(words(parts[-1]), words(parts[-2])))
    return Candidate(tuple(parts[:-1]), method, f"operationId with `{separator}`")


def _own_words(operation_id: str, route: Route) -> Words:
    """The words of an operationId without what FastAPI adds: the path and the method at its end."""
    found = words(operation_id)
    suffix = (*(word for word in words(route.path)), route.method.lower())
    if len(found) > len(suffix) and found[-len(suffix) :] == suffix:
        return found[: -len(suffix)]
    flat = re.sub(r"\W", "_", f"{route.path}_{route.method.lower()}")
    if operation_id.endswith(flat) and words(operation_id.removesuffix(flat)):
        return words(operation_id.removesuffix(flat))
    return found


def _by_path(
    route: Route, lists: Callable[[Route], bool | None]
) -> tuple[tuple[str, ...], str, str]:
    """(resource, method, the rule) from the path and the verb."""
    plain, _, fragment = route.path.partition("#")
    segments = [segment for segment in plain.partition("?")[0].split("/") if segment]
    while segments and _is_prefix(segments):
        segments = segments[1:]
    action = ""
    if segments and ":" in segments[-1] and not segments[-1].startswith(":"):
        head, _, tail = segments[-1].rpartition(":")
        if words(tail) and "}" not in tail:
            segments[-1], action = head, tail
    if len(segments) > 1 and segments[-1] in ("json", "xml"):
        segments = segments[:-1]
    on_item = bool(segments) and (segments[-1].startswith("{") or bool(_KEYED.search(segments[-1])))
    if segments:
        segments[-1] = _FORMAT.sub("", segments[-1]) or segments[-1]
    literal = [_PARAMETER.sub("", _KEYED.sub("", segment)) for segment in segments]
    fixed = [segment for segment in literal if words(segment)]
    verb = route.method.lower()
    service = _SERVICE.fullmatch(segments[-2]) if len(segments) > 1 else None
    if service is not None and _CALLED.fullmatch(segments[-1]):
        return _resource([*fixed[:-2], service[1]]), segments[-1], "service and method of the path"
    if words(fragment):
        return _resource(fixed), fragment, "fragment of the path"
    if action:
        return _resource(fixed), action, "custom verb of the path"
    if fixed and not on_item and "." in fixed[-1] and len(fixed) == 1:
        group, _, name = fixed[-1].rpartition(".")
        if words(group) and words(name):
            return _resource(group.split(".")), name, "dotted path"
    if fixed and not on_item:
        last = words(fixed[-1])
        if last == (verb,) and verb in VERBS:
            return _resource(fixed[:-1]), fixed[-1], _BY_ACTION
        if verb == "post" and is_action(last):
            return _resource(fixed[:-1]), fixed[-1], _BY_ACTION
        if verb in ("put", "patch") and len(last) == 1 and len(fixed) > 1 and is_action(last):
            return _resource(fixed[:-1]), fixed[-1], _BY_ACTION
        if verb in ("get", "delete") and reads(last):
            return _resource(fixed[:-1]), fixed[-1], _BY_ACTION
        if verb == "get" and len(last) == 1 and last[0] in ALONE:
            return _resource(fixed[:-1]), fixed[-1], _BY_LAST
    method = _verb_name(route, fixed, on_item, lists)
    query = plain.partition("?")[2]
    usual = not query and on_item == (method in ("retrieve", "update", "replace", "delete"))
    return _resource(fixed), method, BY_VERB if usual else BY_VERB_LOOSE


def _verb_name(
    route: Route, fixed: list[str], on_item: bool, lists: Callable[[Route], bool | None]
) -> str:
    verb = route.method.lower()
    match verb:
        case "get":
            if not fixed:
                return "retrieve" if on_item else "get"
            listed = lists(route)
            if listed is None:
                listed = not on_item and is_plural(words(fixed[-1]))
            elif listed and on_item and not is_plural(words(fixed[-1])):
                listed = False
            return "list" if listed else "retrieve"
        case "post":
            changes = "PUT" in route.siblings or "PATCH" in route.siblings
            return "update" if on_item and not changes else "create"
        case "put":
            return "replace" if "PATCH" in route.siblings else "update"
        case "patch":
            return "update"
        case _:
            return verb if words(verb) else "call"


def _is_prefix(segments: list[str]) -> bool:
    """Whether the first segment only says that this is an API, or which version of it."""
    if len(segments) < 2:
        return False
    first = segments[0].lower()
    if _VERSION.fullmatch(first) or first in _PREFIXES:
        return True
    return first.startswith("{")


def _resource(fixed: list[str]) -> tuple[str, ...]:
    """Resource names of fixed segments; versions inside a path stay out of them."""
    kept = [segment for segment in fixed if not _VERSION.fullmatch(segment)]
    found: list[str] = []
    for segment in kept:
        if not found or words(segment) != words(found[-1]):
            found.append(segment)
    return tuple(found)
