"""The client: its name, options, environment variables, security and servers."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.normalizing import api_of, codes, config, document, operation, run

from clientsmith import ir

BEARER = {"type": "http", "scheme": "bearer"}
BASIC = {"type": "http", "scheme": "basic"}
KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
OAUTH = {
    "type": "oauth2",
    "flows": {
        "authorizationCode": {"scopes": {"a": ""}},
        "clientCredentials": {"tokenUrl": "https://example.com/token", "scopes": {"b": ""}},
    },
}


def options(
    schemes: dict[str, Any], **root: Any
) -> list[tuple[str, str, str, bool, tuple[str, ...]]]:
    tree = document(components={"securitySchemes": schemes}, **root)
    client = api_of(tree).client
    return [
        ("_".join(one.name.words), one.role, one.target, one.required, one.environment)
        for one in client.options
    ]


NAMES = [
    ("Acme API", "Acme", "ACME"),
    ("LlamaCloud", "LlamaCloud", "LLAMA_CLOUD"),
    ("GitHub v3 REST API", "GitHub", "GIT_HUB"),
    ("Swagger Petstore - OpenAPI 3.1", "Petstore", "PETSTORE"),
    ("Stripe: the payments API", "Stripe", "STRIPE"),
    ("API", "API", "API"),
    ("", "acme", "ACME"),
    ("Привет", "acme", "ACME"),
    ("2Captcha", "2Captcha", "API_2_CAPTCHA"),
]


@pytest.mark.parametrize(("title", "name", "prefix"), NAMES)
def test_names(title: str, name: str, prefix: str) -> None:
    client = api_of(document(info={"title": title})).client
    assert client.name.wire == name
    assert client.base_url_environment == (f"{prefix}_BASE_URL",)
    assert client.log_environment == f"{prefix}_LOG"


def test_the_config_names_the_client_and_its_variables() -> None:
    settings = config(
        client="LlamaCloud",
        environment={"api_key": "LLAMA_KEY", "base_url": "LLAMA_URL", "log": "LLAMA_DEBUG"},
    )
    tree = document(components={"securitySchemes": {"bearerAuth": BEARER}})
    client = api_of(tree, settings).client
    assert client.name == ir.Name("LlamaCloud", ("llama", "cloud"))
    assert client.options[0].environment == ("LLAMA_KEY",)
    assert client.base_url_environment == ("LLAMA_URL",)
    assert client.log_environment == "LLAMA_DEBUG"


def test_one_key() -> None:
    want = ("api_key", "token", "auth", True, ("ACME_API_KEY",))
    assert options({"auth": BEARER}, security=[{"auth": []}]) == [want]
    assert options({"auth": BEARER}, security=[{"auth": []}, {}])[0][3] is False
    assert options({"auth": BEARER})[0][3] is False
    assert options({"k": KEY}) == [("api_key", "key", "k", False, ("ACME_API_KEY",))]


def test_several_keys_are_named_by_their_schemes() -> None:
    found = options(
        {"userToken": BEARER, "appKey": KEY}, security=[{"userToken": [], "appKey": []}]
    )
    assert [one[:4] for one in found] == [
        ("user_token", "token", "userToken", True),
        ("app_key", "key", "appKey", True),
    ]


def test_basic_and_client_credentials() -> None:
    assert [one[:3] for one in options({"basic": BASIC, "o": OAUTH, "k": KEY})] == [
        ("username", "username", "basic"),
        ("password", "password", "basic"),
        ("client_id", "client_id", "o"),
        ("client_secret", "client_secret", "o"),
        ("api_key", "key", "k"),
    ]
    assert [one[0] for one in options({"a": BASIC, "b": BASIC})] == [
        "a_username",
        "a_password",
        "b_username",
        "b_password",
    ]


def test_other_flows_take_a_token() -> None:
    flows = {"implicit": {"authorizationUrl": "https://example.com", "scopes": {}}}
    assert options({"o": {"type": "oauth2", "flows": flows}})[0][:2] == ("api_key", "token")


def test_schemes() -> None:
    schemes = {
        "a": {**KEY, "x-fern-header": {"name": "appToken", "env": "APP_TOKEN", "prefix": "Token "}},
        "b": {**BEARER, "x-stainless-auth": {"scheme_keyword": "Key"}},
        "c": OAUTH,
        "d": {"type": "http", "scheme": "digest"},
        "e": {"type": "openIdConnect"},
        "f": {"type": "apiKey"},
        "g": {"type": "oauth2"},
        "h": {"$ref": "#/components/securitySchemes/b"},
        "i": {"type": "apiKey", "in": "header", "name": "Token of the day"},
    }
    api, diagnostics, _ = run(document(components={"securitySchemes": schemes}))
    a, b, c, d, e, f, g, h, i = api.security_schemes
    assert a == ir.ApiKey(id="a", location="header", parameter="X-Key", prefix="Token ")
    assert b == ir.HttpBearer(id="b", keyword="Key")
    assert c == ir.OAuth2(
        id="c", flow="client_credentials", token_url="https://example.com/token", scopes=("b",)
    )
    assert [d, e, f, g, i] == [
        ir.OtherSecurity(id="d", type="digest"),
        ir.OtherSecurity(id="e", type="openIdConnect"),
        ir.OtherSecurity(id="f", type="apiKey"),
        ir.OtherSecurity(id="g", type="oauth2"),
        ir.OtherSecurity(id="i", type="apiKey"),
    ]
    assert h == ir.HttpBearer(id="h", keyword="Key")
    assert api.client.options[0].name.words == ("app", "token")
    assert api.client.options[0].environment == ("APP_TOKEN",)
    found = [one.code for one in diagnostics]
    assert found.count("security/unsupported") == 4
    assert {"security/api-key", "security/oauth2", "security/header-name"} <= set(found)


def test_requirements_of_operations() -> None:
    schemes = {"a": BEARER, "b": KEY}
    tree = document(
        {
            "/own": {"get": {"security": [{"b": []}, {"a": ["x"], "b": []}, {}]}},
            "/none": {"get": {"security": []}},
            "/default": {"get": {}},
            "/wrong": {"get": {"security": [{"zzz": []}, 5]}},
        },
        components={"securitySchemes": schemes},
        security=[{"a": []}],
    )
    api, diagnostics, _ = run(tree)
    found = {
        child.name.wire: tuple(one.schemes for one in child.operations[0].security)
        for child in api.root.children
    }
    assert found == {
        "own": ((("b", ()),), (("a", ("x",)), ("b", ())), ()),
        "none": (),
        "default": ((("a", ()),),),
        "wrong": (),
    }
    assert [one.code for one in diagnostics] == ["security/unknown", "document/type"]


def test_servers_and_their_variables() -> None:
    variable = {"default": "eu", "enum": ["eu", "us"], "description": "Where"}
    servers = [
        {
            "url": "https://{region}.example.com/{api_key}",
            "description": "Live",
            "x-speakeasy-server-id": "live",
            "variables": {"region": variable, "api_key": {"default": "v1"}},
        },
        {"url": "https://{region}.test", "variables": {"region": variable}},
        5,
    ]
    tree = document(
        {"/a": {"get": {}, "servers": [{"url": "https://other.example"}]}},
        components={"securitySchemes": {"k": KEY}},
        servers=servers,
    )
    api = api_of(tree)
    assert [(one.name, one.url) for one in api.servers] == [
        ("live", "https://{region}.example.com/{api_key}"),
        ("", "https://{region}.test"),
    ]
    assert [("_".join(one.name.words), one.role, one.default) for one in api.client.options] == [
        ("api_key", "key", None),
        ("region", "variable", "eu"),
        ("server_api_key", "variable", "v1"),
    ]
    assert [one.url for one in operation(api).servers] == ["https://other.example"]
    assert codes(tree) == ["document/type"]


def test_info() -> None:
    info = {
        "title": "Acme",
        "version": 1.5,
        "description": "D",
        "license": {"name": "MIT", "identifier": "MIT"},
        "contact": {"name": "N", "email": "e@example.com"},
    }
    api = api_of(document(info=info))
    assert (api.title, api.version, api.contact) == ("Acme", "1.5", "N, e@example.com")
    assert api.license == ir.License(name="MIT", identifier="MIT")
    assert api.docs.description == "D"
