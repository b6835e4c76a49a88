"""Strongly connected components."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.graph import components


@pytest.mark.parametrize(
    ("edges", "want"),
    [
        ({}, [("a",), ("b",), ("c",)]),
        ({"a": "b", "b": "c"}, [("c",), ("b",), ("a",)]),
        ({"a": "a"}, [("a",), ("b",), ("c",)]),
        ({"a": "b", "b": "a"}, [("a", "b"), ("c",)]),
        ({"c": "a", "a": "b", "b": "c"}, [("a", "b", "c")]),
        ({"a": ["x"]}, [("x",), ("a",), ("b",), ("c",)]),
    ],
)
def test_components(edges: dict[str, str], want: list[tuple[str, ...]]) -> None:
    found = components("abc", {node: list(targets) for node, targets in edges.items()})
    assert [tuple(sorted(group)) for group in found] == want


def test_depth_is_no_limit() -> None:
    size = 50_000
    nodes = [str(number) for number in range(size)]
    chain = {str(number): [str(number + 1)] for number in range(size - 1)}
    assert len(components(nodes, chain)) == size
    ring = {**chain, str(size - 1): ["0"]}
    assert [len(group) for group in components(nodes, ring)] == [size]


GRAPHS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=4)
)


@given(GRAPHS)
def test_components_are_the_classes_of_mutual_reach_in_order(graph: dict[str, list[str]]) -> None:
    nodes = sorted("abcdefgh")
    reach = {node: {node} for node in nodes}
    for _ in nodes:
        for node in nodes:
            reach[node].update(*(reach[target] for target in graph.get(node, ())))
    groups = components(nodes, graph)
    assert sorted(node for group in groups for node in group) == nodes
    for position, group in enumerate(groups):
        for node in group:
            mutual = {other for other in reach[node] if node in reach[other]}
            assert mutual == set(group)
            earlier = {it for before in groups[: position + 1] for it in before}
            assert reach[node] <= earlier
