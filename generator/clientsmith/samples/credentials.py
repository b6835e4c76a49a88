"""What generated tests give to a client for its credentials, and where the server finds it."""

from __future__ import annotations

import base64
from urllib.parse import quote

import msgspec

from clientsmith import ir

TOKEN = "token-of-the-server"
"""What the test server's token endpoint hands out."""


class Credential(msgspec.Struct, frozen=True):
    """Where a security scheme puts its secret, and what it puts there."""

    location: str
    name: str
    value: str
    renewable: bool = False
    """Whether a client asks for another when the server refuses it."""


def secret_of(option: ir.Option) -> str:
    """What the tests give to the client for a credential."""
    return "-".join(("my", *option.name.words))


def is_credential(option: ir.Option) -> bool:
    """Whether an option of the client proves who calls."""
    return isinstance(option, ir.ClientOption) and option.role != "variable"


class Credentials:
    """What the test's client can prove, and what of it an operation asks for."""

    def __init__(self, api: ir.Api) -> None:
        self._by_scheme = _credentials_of(api)

    def of(self, operation: ir.Operation) -> list[Credential]:
        """Those of the first alternative of which the client has all."""
        for alternative in operation.security:
            ids = [scheme for scheme, _ in alternative.schemes]
            if ids and all(scheme in self._by_scheme for scheme in ids):
                return [self._by_scheme[scheme] for scheme in ids]
        return []

    def renews(self, operation: ir.Operation) -> bool:
        """Whether a client tries again with another secret after a 401."""
        return any(it.renewable for it in self.of(operation))

    def headers(self, operation: ir.Operation) -> dict[str, str]:
        """Those that go to headers, by the header's name in lower case."""
        return {it.name.lower(): it.value for it in self.of(operation) if it.location == "header"}

    def pairs(self, operation: ir.Operation, location: str) -> list[str]:
        """`name=value` of those that go to the query or to cookies."""
        return [
            f"{quote(it.name, safe='')}={quote(it.value, safe='')}"
            for it in self.of(operation)
            if it.location == location
        ]


def _credentials_of(api: ir.Api) -> dict[str, Credential]:
    given: dict[str, dict[str, str]] = {}
    for option in api.client.options:
        if option.role != "variable":
            given.setdefault(option.target, {})[option.role] = secret_of(option)
    found: dict[str, Credential] = {}
    for scheme in api.security_schemes:
        secrets = given.get(scheme.id, {})
        secret = secrets.get("key") or secrets.get("token") or ""
        match scheme:
            case ir.ApiKey(location=location, parameter=name, prefix=prefix) if secret:
                found[scheme.id] = Credential(location, name, prefix + secret)
            case ir.HttpBearer(keyword=keyword) if secret:
                found[scheme.id] = Credential("header", "authorization", f"{keyword} {secret}")
            case ir.HttpBasic() if secrets:
                pair = f"{secrets.get('username', '')}:{secrets.get('password', '')}"
                coded = base64.b64encode(pair.encode()).decode()
                found[scheme.id] = Credential("header", "authorization", f"Basic {coded}")
            case ir.OAuth2(token_url=url) if url and {"client_id", "client_secret"} <= set(secrets):
                found[scheme.id] = Credential("header", "authorization", f"Bearer {TOKEN}", True)
            case ir.OAuth2() if secret:
                found[scheme.id] = Credential("header", "authorization", f"Bearer {secret}")
            case _:
                pass
    return found
