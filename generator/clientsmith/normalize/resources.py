"""Which resource each operation belongs to, and what its method is called.

Sources, the first that speaks wins: the config, vendor extensions, operationIds that name a group
(`group.method`, `group/method`, `Group_Method` where the whole document does so), path and verb.
A path leads to a resource by its fixed segments; the verb names the method: GET of a collection is
*list*, of an item *retrieve*, POST *create*, PUT and PATCH *update*, DELETE *delete*; a last
segment that is a verb (`/jobs/{id}/cancel`) is a method itself.

What an operation is called depends on itself alone, as long as no other one claims the same name;
then all claimants take their next candidate, whatever their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from clientsmith.normalize import extensions
from clientsmith.normalize.context import Context
from clientsmith.normalize.names import (
    is_plural,
    singular,
    spelled,
    strip_affixes,
    words,
)
from clientsmith.normalize.routes import Route
from clientsmith.normalize.verbs import ALONE, VERBS, is_action, reads

Words = tuple[str, ...]

_VERSION = re.compile(r"v?\d+([._]\d+)*((alpha|beta|preview|rc)\d*)?|v\d+[a-z]*\d*", re.IGNORECASE)
_PARAMETER = re.compile(r"\{[^}]*\}?")
_KEYED = re.compile(r"\(.*\{.*\)$")
"""The key of an item as OData writes it: `users('{id}')`."""
_FORMAT = re.compile(r"\.(json|xml|format|\{format\})$")
_PREFIXES = ("api", "apis", "rest", "restapi", "rpc", "openapi")
_BY_VERB = "path and verb"
_BY_VERB_LOOSE = "path and verb, unusual"
"""Such as DELETE of a whole collection: it gives way to the usual meaning of the name."""
_BY_ACTION = "verb at the end of the path"
_BY_LAST = "last segment of the path"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible name of an operation."""

    resource: tuple[str, ...]
    """Wire names of the resources down from the client."""
    method: str
    """The method's name as its source spells it."""
    source: str
    fixed: bool = False
    """Given by a person: it is not taken back when another operation wants the same name."""
    below: bool = False
    """Only for the case that the better name before it is a resource's."""

    @property
    def key(self) -> tuple[Words, ...]:
        """What has to be unique."""
        return (*(_words(name) for name in self.resource), _words(self.method))


@dataclass(slots=True)
class Claims:
    """The candidates of one operation, best first."""

    route: Route
    candidates: list[Candidate]
    at: int = 0

    @property
    def current(self) -> Candidate:
        return self.candidates[self.at]


@dataclass(slots=True)
class _Style:
    """How the document's operationIds are built."""

    separator: str = ""
    """`.`, `/`, `_` or `:` between a group and a method; empty: they name no group."""
    seen: dict[str, int] = field(default_factory=dict)


def assign(
    context: Context, routes: list[Route], lists: Callable[[Route], bool | None]
) -> list[Candidate]:
    """The resource and the method of every route.

    `lists` says whether the answer of a GET is a list (None: the document does not say).
    """
    configured = _configured(context, routes)
    style = _style(routes)
    claims = []
    for route in routes:
        candidates: list[Candidate] = []
        if route.pointer in configured:
            candidates.append(configured[route.pointer])
        inferred = _inferred(route, style, lists)
        named = _by_extension(context, route, inferred[0])
        if named is not None:
            candidates.append(named)
        candidates.extend(inferred)
        claims.append(Claims(route, candidates))
    _settle(context, claims)
    for claim in claims:
        chosen = claim.current
        where = ".".join((*chosen.resource, chosen.method))
        context.decide(claim.route.pointer, "method", where, chosen.source)
    return [claim.current for claim in claims]


# --- config and extensions ---


def _configured(context: Context, routes: list[Route]) -> dict[str, Candidate]:
    """What the config says, by the operation's pointer."""
    index: dict[str, Route] = {}
    for route in routes:
        index.setdefault(route.key, route)
        index.setdefault(route.pointer, route)
        operation_id = route.node.value.get("operationId")
        if type(operation_id) is str:
            index.setdefault(operation_id, route)
    found: dict[str, Candidate] = {}
    for resource, body in context.config.resources.items():
        path = () if resource == "$client" else tuple(part for part in resource.split(".") if part)
        methods = body.get("methods", {})
        for method, target in methods.items():
            route_found = index.get(target) or index.get(_canonical(target))
            if route_found is None:
                context.warn(
                    "config/operation",
                    "",
                    f"the config names the operation `{target}` for `{resource}.{method}`; the document has none",
                    "name it as `GET /path`, by operationId or by JSON pointer",
                )
            elif route_found.pointer in found:
                context.warn(
                    "config/operation",
                    route_found.pointer,
                    f"the config names `{target}` twice; the first counts",
                )
            else:
                found[route_found.pointer] = Candidate(path, method, "config", fixed=True)
    return found


def _canonical(target: str) -> str:
    method, _, path = target.strip().partition(" ")
    return f"{method.upper()} {path.strip()}"


def _by_extension(context: Context, route: Route, inferred: Candidate) -> Candidate | None:
    """The name that vendor extensions give; what one leaves open is as inferred."""
    node = route.node
    value = node.value
    if not extensions.has_extensions(node):
        return None
    whole = "x-stainless-method", "x-scalar-method"

    def dotted(given: object) -> bool:
        path = given.get("path") if isinstance(given, dict) else given
        return extensions.is_name(path)

    key, given = extensions.reader(context, node, [k for k in whole if k in value], dotted)
    if key:
        text: str = given["path"] if isinstance(given, dict) else given
        parts = [part for part in text.split(".") if _words(part)]
        if parts and parts[0] == "$client":
            parts = parts[1:]
        if parts:
            return Candidate(tuple(parts[:-1]), parts[-1], key, fixed=True)
    groups = (
        "x-speakeasy-group",
        "x-fern-sdk-group-name",
        "x-groupName",
        "x-svix-group-name",
        "x-ds-service",
    )
    methods = (
        "x-speakeasy-name-override",
        "x-fern-sdk-method-name",
        "x-scalar-method-name",
        "x-operation-name",
        "x-methodName",
        "x-ds-methodname",
    )

    def group_shape(given: object) -> bool:
        if isinstance(given, list):
            return all(extensions.is_name(one) for one in given)
        return extensions.is_name(given)

    group_key, group = extensions.reader(
        context, node, [k for k in groups if k in value], group_shape
    )
    method_key, method = extensions.reader(
        context, node, [k for k in methods if k in value], extensions.is_name
    )
    if not method_key and type(value.get("operationId")) is str:
        method_key, method = _root_override(context, value["operationId"])
    if not group_key and not method_key:
        return None
    resource = inferred.resource
    if group_key:
        listed = group if isinstance(group, list) else group.split(".")
        resource = tuple(part for part in listed if _words(part))
    elif method_key.startswith("x-fern"):
        resource = ()
    source = ", ".join(key for key in (group_key, method_key) if key)
    return Candidate(
        resource, method if method_key else inferred.method, source, fixed=bool(method_key)
    )


def _root_override(context: Context, operation_id: str) -> tuple[str, str]:
    """`x-speakeasy-name-override` at the root: rules by a pattern of the operationId.

    Patterns are the document's; only simple ones are applied, without a regular expression engine.
    """
    root = context.document.root.value
    rules = root.get("x-speakeasy-name-override") if type(root) is dict else None
    for rule in rules if type(rules) is list else ():
        if type(rule) is not dict or not extensions.is_name(rule.get("methodNameOverride")):
            continue
        pattern = rule.get("operationId")
        if type(pattern) is not str:
            continue
        begins, ends = pattern.startswith("^"), pattern.endswith("$")
        text = pattern.removeprefix("^").removesuffix("$").removesuffix(".*").removeprefix(".*")
        if not text.replace("_", "").isalnum():
            continue
        if (operation_id.startswith(text) if begins else text in operation_id) and (
            not ends or pattern.endswith(".*$") or operation_id.endswith(text)
        ):
            return "x-speakeasy-name-override", rule["methodNameOverride"]
    return "", ""


# --- inference ---


def _style(routes: list[Route]) -> _Style:
    """Whether operationIds name groups: all of them, and at least two share one."""
    ids = [route.node.value.get("operationId") for route in routes]
    texts = [text for text in ids if type(text) is str and text]
    if len(texts) < 2 or len(texts) < len(routes) * 0.8:
        return _Style()
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
            return _Style(separator)
    return _Style()


def _is_group_method(parts: list[str]) -> bool:
    """Whether `Group_Method` is meant, and not `list_things`."""
    if len(parts) != 2 or not parts[0] or not parts[1]:
        return False
    if parts[0][0].isupper() and parts[1][0].isupper():
        return True
    first = words(parts[0])
    camel = parts[0][0].isupper() or any(c.isupper() for c in parts[1])
    return bool(first) and camel and first[0] not in VERBS


def _inferred(
    route: Route, style: _Style, lists: Callable[[Route], bool | None]
) -> list[Candidate]:
    """Candidates from the operationId's group, from path and verb, and ever longer ones."""
    found: list[Candidate] = []
    resource, method, rule = _by_path(route, lists)
    operation_id = route.node.value.get("operationId")
    id_words: Words = ()
    if type(operation_id) is str and words(operation_id):
        grouped = _grouped(operation_id, style)
        if grouped is not None:
            found.append(grouped)
        id_words = _own_words(operation_id, route)
    if not found and not resource and id_words and rule in (_BY_VERB, _BY_VERB_LOOSE):
        found.append(Candidate((), "_".join(id_words), "operationId"))
    found.append(Candidate(resource, method, rule))
    query = words(route.path.partition("#")[0].partition("?")[2])
    if query:
        found.append(Candidate(resource, "_".join((*_words(method), *query)), "query of the path"))
    if rule == _BY_VERB_LOOSE and method == "retrieve":
        found.append(Candidate(resource, "list", rule))
    if rule in (_BY_ACTION, _BY_LAST):
        # Where the verb is also a group of methods: `follow.create` beside `follow.delete`.
        below = _resource([*resource, method])
        verb = _verb_name(route, [method], False, lists)
        found.append(Candidate(below, verb, _BY_VERB, below=True))
    if id_words and not _repeats_path(id_words, route):
        affixes = [_words(name) for name in reversed(resource)]
        short = strip_affixes(id_words, *affixes) if affixes else id_words
        found.append(Candidate(resource, "_".join(short), "operationId"))
    found.extend(_longer(route, resource, method, id_words))
    return found


def _repeats_path(id_words: Words, route: Route) -> bool:
    """Whether an operationId was made of the verb and the path, and so says nothing more."""
    known = {*words(route.path), route.method.lower(), "id", "by", "and"}
    return all(word in known or f"{word}s" in known or singular(word) in known for word in id_words)


def _longer(
    route: Route, resource: tuple[str, ...], method: str, id_words: Words
) -> list[Candidate]:
    """Candidates that say more of the path: its parameters, its version, all of it."""
    segments = [segment for segment in route.path.split("/") if segment]
    versions = [segment for segment in segments if _VERSION.fullmatch(segment)]
    last_fixed = max(
        (at for at, one in enumerate(segments) if words(_PARAMETER.sub("", one))), default=-1
    )
    base = words(method) or (route.method.lower(),)
    found = []
    for begin in (last_fixed + 1, 0):
        parameters = [
            word
            for segment in segments[begin:]
            if "{" in segment
            for word in words(segment.partition("{")[2])
        ]
        name = "_".join((*base, "by", *parameters) if parameters else base)
        found.append(Candidate(resource, name, "path parameters"))
    if id_words:
        found.append(Candidate(resource, "_".join(id_words), "operationId"))
    if versions and resource:
        found.append(Candidate((versions[0], *resource), method, "path with version"))
    whole = [
        word
        for segment in segments
        for word in (("by", *words(segment)) if segment.startswith("{") else words(segment))
    ]
    found.append(Candidate(resource, "_".join((route.method.lower(), *whole)), "whole path"))
    symbols = [word for segment in segments for word in ("slash", *spelled(segment))]
    found.append(
        Candidate(
            resource,
            "_".join((route.method.lower(), *symbols, "at", *_exact(route))),
            "exact path",
        )
    )
    return found


def _exact(route: Route) -> Words:
    """Words that no other method and path has: the characters' codes where letters are not enough."""
    text = f"{route.method} {route.path}"
    return tuple(f"{ord(c):x}" for c in text if not c.islower())


def _grouped(operation_id: str, style: _Style) -> Candidate | None:
    if not style.separator or style.separator not in operation_id:
        return None
    parts = [part for part in operation_id.split(style.separator) if words(part)]
    if len(parts) < 2:
        return None
    method = "_".join(strip_affixes(words(parts[-1]), words(parts[-2])))
    return Candidate(tuple(parts[:-1]), method, f"operationId with `{style.separator}`")


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
    return _resource(fixed), method, _BY_VERB if usual else _BY_VERB_LOOSE


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


# --- collisions ---


def _settle(context: Context, claims: list[Claims]) -> None:
    """Give every operation a name of its own; those that want the same one all take their next."""
    for _ in range(16):
        taken: dict[tuple[Words, ...], list[Claims]] = {}
        groups: dict[tuple[Words, ...], None] = {}
        for claim in claims:
            key = claim.current.key
            taken.setdefault(key, []).append(claim)
            for depth in range(1, len(key)):
                groups[key[:depth]] = None
        moved = False
        for key, rivals in taken.items():
            grouped = key in groups  # a resource of this name exists
            if grouped:
                losing = [claim for claim in rivals if not claim.current.fixed]
            elif len(rivals) > 1:
                losing = _weaker(rivals)
            else:
                continue
            for claim in losing:
                following = _following(claim, grouped)
                if following:
                    _report(context, claim, len(rivals) > 1)
                    claim.at = following
                    moved = True
        if not moved:
            break
    _number(context, claims)


def _following(claim: Claims, grouped: bool) -> int:
    """The index of the next candidate that may help; 0: there is none."""
    for at in range(claim.at + 1, len(claim.candidates)):
        if grouped or not claim.candidates[at].below:
            return at
    return 0


def _weaker(claims: list[Claims]) -> list[Claims]:
    """Those who give way: inferred names to those that a person gave, others to standard ones."""
    configured = [claim for claim in claims if claim.current.source == "config"]
    if configured:
        return [claim for claim in claims if claim is not configured[0]]
    for strong in (
        [claim for claim in claims if claim.current.fixed],
        [claim for claim in claims if claim.current.source == _BY_VERB and not claim.at],
    ):
        if strong and len(strong) < len(claims):
            return [claim for claim in claims if claim not in strong]
    return claims


def _report(context: Context, claim: Claims, rivals: bool) -> None:
    wanted = ".".join((*claim.current.resource, claim.current.method))
    cause = "other operations" if rivals else "a resource"
    context.note(
        "name/operation",
        claim.route.node,
        f"`{wanted}` is also the name of {cause}; a longer one is used",
        "name the method in the config under `resources`",
    )


def _number(context: Context, claims: list[Claims]) -> None:
    """The last resort: operations that are equal in every word are numbered by method and path."""
    taken: dict[tuple[Words, ...], list[Claims]] = {}
    for claim in claims:
        taken.setdefault(claim.current.key, []).append(claim)
    for rivals in taken.values():
        if len(rivals) < 2:
            continue
        for number, claim in enumerate(sorted(rivals, key=lambda one: one.route.key)):
            if number:
                current = claim.current
                method = f"{current.method}_{number + 1}"
                claim.candidates.append(Candidate(current.resource, method, "number"))
                claim.at = len(claim.candidates) - 1


def _words(name: str) -> Words:
    return words(name) or spelled(name)


def resource_noun(name: Words) -> Words:
    """The singular of a resource's name, for the names of its schemas."""
    return (*name[:-1], singular(name[-1])) if name else name
