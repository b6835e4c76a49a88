"""Security schemes: what each type of them needs and excludes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any as Json

from .findings import Place, child

if TYPE_CHECKING:
    from .walk import Walk

_SCHEME_NEEDS = {
    "apiKey": ("name", "in"),
    "http": ("scheme",),
    "oauth2": ("flows",),
    "openIdConnect": ("openIdConnectUrl",),
}
_SCHEME_EXCLUDES = {
    "apiKey": ("scheme", "flows"),
    "http": ("name", "in", "flows"),
    "oauth2": ("scheme", "name", "in"),
}
_FLOW_NEEDS = {
    "implicit": ("authorizationUrl",),
    "password": ("tokenUrl",),
    "clientCredentials": ("tokenUrl",),
    "authorizationCode": ("authorizationUrl", "tokenUrl"),
    "deviceAuthorization": ("deviceAuthorizationUrl", "tokenUrl"),
}


def choice(
    key: str, choices: tuple[str, ...], node: dict[str, Json], place: Place, walk: Walk
) -> bool:
    """Whether `key` of `node` is one of `choices`, or missing; refuses it otherwise."""
    value = node.get(key)
    if value is None or type(value) is not str:
        return value is None
    if value in choices:
        return True
    walk.findings.refuse(
        "document/value",
        child(place, key),
        f"`{key}: {value}` is not allowed here",
        f"write one of {', '.join(choices)}",
    )
    return False


def scheme(node: dict[str, Json], place: Place, walk: Walk) -> None:
    kind = node.get("type")
    if type(kind) is not str:
        return
    needs = ("flow",) if walk.version == "2.0" and kind == "oauth2" else _SCHEME_NEEDS.get(kind, ())
    for key in needs:
        if node.get(key) is None:
            walk.findings.refuse(
                "security/scheme", place, f"a security scheme of `type: {kind}` needs `{key}`"
            )
    if walk.version != "2.0":
        for key in _SCHEME_EXCLUDES.get(kind, ()):
            if key in node:
                walk.findings.refuse(
                    "security/scheme",
                    child(place, key),
                    f"`{key}` does not go with `type: {kind}`: it is not plain which is meant",
                    "remove it, or change the type",
                )
    if kind == "apiKey":
        places = ("query", "header") if walk.version == "2.0" else ("query", "header", "cookie")
        choice("in", places, node, place, walk)


def flows(node: dict[str, Json], place: Place, walk: Walk) -> None:
    if not any(key in _FLOW_NEEDS for key in node):
        walk.findings.refuse(
            "security/flows",
            place,
            "an oauth2 scheme needs at least one flow",
            f"add one of {', '.join(_FLOW_NEEDS)}",
        )
    for key, needs in _FLOW_NEEDS.items():
        flow = node.get(key)
        for need in needs:
            if type(flow) is dict and flow.get(need) is None:
                walk.findings.warn(
                    "security/flows",
                    child(place, key),
                    f"the flow `{key}` needs `{need}`",
                )
