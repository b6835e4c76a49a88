"""What generated tests give to a client for its credentials, and where the server finds it."""

from __future__ import annotations

import base64

import msgspec

from clientsmith import ir

TOKEN = "token-of-the-server"
"""What the test server's token endpoint hands out."""


class Credential(msgspec.Struct, frozen=True):
    """Where a security scheme puts its secret, and what it puts there."""

    location: str
    name: str
    value: str


def secret_of(option: ir.Option) -> str:
    """What the tests give to the client for a credential."""
    return "-".join(("my", *option.name.words))


def is_credential(option: ir.Option) -> bool:
    """Whether an option of the client proves who calls."""
    return isinstance(option, ir.ClientOption) and option.role != "variable"


def credentials_of(api: ir.Api) -> dict[str, Credential]:
    """What the test's client can prove, by the id of the scheme."""
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
                found[scheme.id] = Credential("header", "authorization", f"Bearer {TOKEN}")
            case ir.OAuth2() if secret:
                found[scheme.id] = Credential("header", "authorization", f"Bearer {secret}")
            case _:
                pass
    return found
