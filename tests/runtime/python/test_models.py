"""Models as data classes: equality, hash, repr, copies, pickles, dicts, JSON, pydantic."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
import subprocess
import sys
from typing import Any

import pydantic
import pytest
from clientsmith_runtime.decode import decode_json
from clientsmith_runtime.encode import encode_json
from clientsmith_runtime.models import Model
from clientsmith_runtime.unions import UnknownVariant
from sample_models import Account, Cat, Dog, Extra, Job, Nest, Page, Pet, Shape, Tree

NOON = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.timezone.utc)
JOB = Job(id="1", status="completed", count=3, created_at=NOON, class_="x")


def test_members_are_keywords_in_any_order() -> None:
    with pytest.raises(TypeError):
        Job("1", "completed", 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Job(id="1")  # type: ignore[call-arg]


def test_defaults_stay_out_of_json() -> None:
    assert JOB.to_dict() == {
        "id": "1",
        "status": "completed",
        "count": 3,
        "created_at": NOON,
        "class": "x",
    }
    assert JOB.to_dict(mode="json")["created_at"] == "2024-02-29T12:00:00Z"
    assert json.loads(JOB.to_json()) == JOB.to_dict(mode="json")
    assert JOB.to_json(indent=2).startswith('{\n  "id": "1",')


def test_required_null_is_written() -> None:
    assert Job(id=None, status="x", count=0).to_json() == '{"id":null,"status":"x","count":0}'  # type: ignore[arg-type]


def test_constant_is_written_although_it_is_the_default() -> None:
    assert Dog().to_json() == '{"kind":"dog"}'
    assert decode_json(b"{}", Dog) == Dog()


def test_a_member_may_be_called_as_the_further_ones_are_kept() -> None:
    found = decode_json(b'{"id":"1","*":5,"x":6}', Extra)
    assert found == Extra(id="1", additional_properties={"*": 5, "x": 6})
    assert json.loads(found.to_json()) == {"id": "1", "*": 5, "x": 6}


@pytest.mark.parametrize(
    "value",
    [
        JOB,
        Job(id="1", status="new", count=1, tags=["a"]),
        Tree(name="t", job=JOB, sizes={"a": 1}, children=[Tree(name="u")], anything={"a": [1]}),
        Extra(id="1", additional_properties={"x": 1}),
        UnknownVariant({"kind": "cow", "legs": [4]}),
        Page[Job](items=[JOB]),
    ],
    ids=lambda it: type(it).__name__,
)
def test_equality_hash_copies_and_pickles(value: Any) -> None:
    for same in (
        copy.copy(value),
        copy.deepcopy(value),
        *(pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, 6)),
    ):
        assert same == value
        assert hash(same) == hash(value)
        assert repr(same) == repr(value)
    assert value != object()


def test_hash_follows_equality() -> None:
    one = Tree(name="t", sizes={"a": 1, "b": 2}, anything=1)
    other = Tree(name="t", sizes={"b": 2, "a": 1}, anything=1.0)
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, Tree(name="u")}) == 2
    assert hash(Tree(name="t", anything={1, 2})) == hash(Tree(name="t", anything={2, 1}))


def test_replace() -> None:
    assert JOB.__replace__(id="2").id == "2"  # type: ignore[attr-defined]
    assert Extra(id="1").__replace__(id="2") == Extra(id="2")  # type: ignore[attr-defined]
    if sys.version_info >= (3, 13):
        assert copy.replace(JOB, id="2").id == "2"


def test_repr_hides_secrets() -> None:
    class Derived(Account):
        note: str = ""

    for account in (Account(user="u", password="canary"), Derived(user="u", password="canary")):
        assert "canary" not in repr(account)
        assert "user='u'" in repr(account)
        assert json.loads(account.to_json())["password"] == "canary"


def test_from_dict_and_json() -> None:
    assert Job.from_dict(JOB.to_dict()) == JOB
    assert Job.from_dict(JOB.to_dict(mode="json")) == JOB
    assert Job.from_json(JOB.to_json()) == JOB
    assert Job.from_json(JOB.to_json().encode(), strict=True) == JOB
    assert Job.from_dict({"id": 5}).id == 5  # type: ignore[comparison-overlap]
    with pytest.raises(ValueError, match="id"):
        Job.from_dict({"id": 5}, strict=True)
    with pytest.raises(ValueError, match=r"\$\.id"):
        Job.from_json('{"id": 5}', strict=True)
    for text in ("[1]", "{", "<html>"):
        with pytest.raises(ValueError):
            Job.from_json(text)


def test_encoding_of_foreign_values() -> None:
    class Theirs(pydantic.BaseModel):
        at: datetime.datetime
        name: str = pydantic.Field(default="n", alias="Name")

    theirs = Theirs(at=NOON)
    assert encode_json({"a": theirs}) == b'{"a":{"at":"2024-02-29T12:00:00Z","Name":"n"}}'
    with pytest.raises(TypeError, match="object"):
        encode_json({"a": object()})
    with pytest.raises(TypeError, match="ModelMetaclass"):
        encode_json({"a": Theirs})


class Theirs(pydantic.BaseModel):
    """A model of the caller with ours as members."""

    job: Job
    pet: Pet
    shape: Shape
    extra: Extra
    tree: Tree | None = None


GIVEN = {
    "job": JOB.to_dict(mode="json"),
    "pet": {"kind": "cat", "lives": 9},
    "shape": {"radius": 1.5},
    "extra": {"id": "1", "x": 5},
    "tree": {"name": "t", "children": [{"name": "u"}]},
}


def test_pydantic_takes_and_gives() -> None:
    theirs = Theirs.model_validate(GIVEN)
    assert theirs.job == JOB
    assert theirs.pet == Cat(kind="cat", lives=9)
    assert theirs.extra == Extra(id="1", additional_properties={"x": 5})
    assert Theirs.model_validate_json(json.dumps(GIVEN)) == theirs
    assert json.loads(theirs.model_dump_json()) == GIVEN
    assert theirs.model_dump()["job"]["created_at"] == NOON
    assert Theirs(**{name: getattr(theirs, name) for name in Theirs.model_fields}) == theirs
    assert pydantic.TypeAdapter(list[Job]).validate_python([GIVEN["job"]]) == [JOB]


def test_pydantic_refuses_what_does_not_fit() -> None:
    for name, value in (("job", {"id": 1}), ("job", 5), ("pet", {"kind": "cow"}), ("job", "x")):
        with pytest.raises(pydantic.ValidationError, match=name):
            Theirs.model_validate({**GIVEN, name: value})


def test_pydantic_knows_the_json_schema() -> None:
    schema = Theirs.model_json_schema()
    properties = schema["properties"]
    assert properties["job"]["properties"]["status"] == {"enum": ["completed", "pending"]}
    assert properties["job"]["required"] == ["id", "status", "count"]
    assert properties["extra"]["additionalProperties"] == {"type": "integer"}
    assert [it["title"] for it in properties["pet"]["anyOf"]] == ["Cat", "Dog"]
    assert "$ref" not in json.dumps(schema)


def test_pydantic_knows_the_json_schema_of_a_union_inside_itself() -> None:
    [text, items, note] = pydantic.TypeAdapter(Nest).json_schema()["anyOf"]
    assert (text, items) == ({"type": "string"}, {"type": "array", "items": {"title": "Nest"}})
    assert note["title"] == "Note"


def test_models_cost_msgspec_only() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import conftest, clientsmith_runtime.models;"
        "print(sorted({'pydantic', 'ssl', 'asyncio', 'logging', 'email', 'http', 'urllib3',"
        " 'dataclasses', 'json'} & set(sys.modules)))"
    )
    folder = __file__.rpartition("/")[0]
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, folder], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_model_is_a_base_class_only_by_name() -> None:
    class Empty(Model):
        pass

    assert Empty() == Empty()
    assert Empty().to_json() == "{}"
