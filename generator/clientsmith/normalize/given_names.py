"""Names of operations that people gave: in the config, or by vendor extensions."""

from __future__ import annotations

from clientsmith.normalize import extensions
from clientsmith.normalize.candidates import Candidate, words_of
from clientsmith.normalize.configured import near, operations
from clientsmith.normalize.context import Context
from clientsmith.normalize.routes import Route


def configured(context: Context, routes: list[Route]) -> dict[str, Candidate]:
    """What the config says, by the operation's pointer."""
    index: dict[str, Route] = {}
    for route in routes:
        index.setdefault(route.key, route)
        index.setdefault(route.pointer, route)
        index.setdefault(route.node.pointer, route)
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
                    context.config.place("resources", resource, "methods", method),
                    f"the document has no operation `{target}` for `{resource}.{method}`",
                    near(target, operations(routes))
                    or "name it as `GET /path`, by operationId or by JSON pointer",
                )
            elif route_found.pointer in found:
                context.warn(
                    "config/operation",
                    context.config.place("resources", resource, "methods", method),
                    f"the config names `{target}` twice; the first counts",
                )
            else:
                found[route_found.pointer] = Candidate(path, method, "config", fixed=True)
    return found


def _canonical(target: str) -> str:
    method, _, path = target.strip().partition(" ")
    return f"{method.upper()} {path.strip()}"


def by_extension(context: Context, route: Route, inferred: Candidate) -> Candidate | None:
    """The name that vendor extensions give; what one leaves open is as inferred."""
    node = route.node
    value = node.value
    root = context.document.root.value
    if not extensions.has_extensions(node) and "x-speakeasy-name-override" not in root:
        return None
    whole = "x-stainless-method", "x-scalar-method"

    def dotted(given: object) -> bool:
        path = given.get("path") if isinstance(given, dict) else given
        return extensions.is_name(path)

    key, given = extensions.reader(context, node, [k for k in whole if k in value], dotted)
    if key:
        text: str = given["path"] if isinstance(given, dict) else given
        parts = [part for part in text.split(".") if words_of(part)]
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
        resource = tuple(part for part in listed if words_of(part))
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
