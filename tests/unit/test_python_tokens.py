"""The token of OAuth 2.0 client credentials, by the name that the document gives it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.normalizing import document
from tests.unit.served import Answer, imported, serving


@pytest.mark.parametrize("name", ["", "access_token", "id_token"])
def test_the_token_has_the_name_of_the_document(name: str, tmp_path: Path) -> None:
    key = name or "access_token"
    with serving(Answer(200, {key: "abc", "token_type": "Bearer"}), Answer(204)) as server:
        flow = {"tokenUrl": f"{server.url}/token", "scopes": {}}
        scheme = {"type": "oauth2", "flows": {"clientCredentials": flow}}
        tree = document(
            {"/things": {"get": {"operationId": "list_things", "responses": {"204": {}}}}},
            components={
                "securitySchemes": {"o": {**scheme, **({"x-tokenName": name} if name else {})}}
            },
            security=[{"o": []}],
        )
        with imported(tree, tmp_path, "with_token") as module:
            client = module.Acme(base_url=server.url, client_id="i", client_secret="s")
            client.things.list()
            client.close()
        paths = [path for path, _ in server.seen]
        assert paths == ["/token", "/things"]
        assert server.seen[1][1]["Authorization"] == "Bearer abc"
