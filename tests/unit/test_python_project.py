"""`pyproject.toml`: texts of documents are TOML strings and nothing else."""

from __future__ import annotations

import pytest
import tomllib
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.normalizing import api_of, document

from clientsmith.targets import python
from clientsmith.targets.python.package import Facts
from clientsmith.targets.python.project import project, toml_string


@given(st.text())
def test_strings_come_back(text: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert tomllib.loads(f"a = {toml_string(text)}") == {"a": expected}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ""),
        ("MIT", '"MIT"'),
        ("MIT License", '"MIT"'),
        ("Apache 2.0", '"Apache-2.0"'),
        ('Our "own"\nterms', '{ text = "Our \\"own\\" terms" }'),
    ],
)
def test_license(name: str, expected: str) -> None:
    facts = Facts(
        package="p",
        distribution="d",
        version="1",
        client="C",
        error="CError",
        error_alias="CError = ClientError",
        title="T",
        summary='A "summary"',
        license=name,
    )
    assert project(facts).license == expected
    assert project(facts).description == '"A \\"summary\\""'


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Pets", ("Pets", "PetsError")),
        ("API", ("API", "APIClientError")),
        ("Timeout", ("TimeoutClient", "TimeoutClientError")),
        ("Streams", ("Streams", "StreamsError")),
        ("Stream", ("StreamClient", "StreamClientError")),
        ("Sync Client", ("SyncClientClient", "SyncClientClientError")),
    ],
)
def test_a_client_is_not_called_like_what_stands_beside_it(
    title: str, want: tuple[str, str]
) -> None:
    facts = python.lower(api_of(document(info={"title": title, "version": "1"})), {}).facts
    assert (facts.client, facts.error) == want
