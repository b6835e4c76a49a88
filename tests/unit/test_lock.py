"""The text of `names.lock`: written, read back, and whatever people and merges make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientsmith.lock import HEADER, Lock, decode, is_name, section
from clientsmith.names import Names

LOCK = Lock(
    {
        ("pets", "method"): {"#/paths/~1pets/get": "pets.list", "#/paths/~1a b/get": "a_b.list"},
        ("pets", "type"): {"#/components/schemas/Pet": "pet"},
        ("pets", "python.class"): {"#/components/schemas/Pet": "types.Pet_"},
        ("zoo", "method"): {"#/paths/~1pets/get": "pets.list"},
    }
)
TEXT = HEADER + """\
pets method #/paths/~1a%20b/get a_b.list
pets method #/paths/~1pets/get pets.list
pets python.class #/components/schemas/Pet types.Pet_
pets type #/components/schemas/Pet pet
zoo method #/paths/~1pets/get pets.list
"""


def read(text: str) -> tuple[Lock, list[str]]:
    lock, faults = decode(text.encode("utf-8", "surrogateescape"), "names.lock", ["python", "ir"])
    return lock, [f"{it.line}:{it.column} {it.code}" for it in faults]


def test_it_is_written_sorted_and_read_back() -> None:
    assert LOCK.encode().decode() == TEXT
    assert read(TEXT) == (LOCK, [])


def test_the_order_and_the_ends_of_lines_do_not_count() -> None:
    lines = TEXT.splitlines()
    assert read("\r\n".join([*reversed(lines), "", "# mine"])) == (LOCK, [])


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("<<<<<<< HEAD", "4:1 lock/conflict"),
        ("=======", "4:1 lock/conflict"),
        (">>>>>>> their branch with a long name", "4:1 lock/conflict"),
        ("pets method #/a", "4:1 lock/line"),
        ("pets  method #/a b", "4:1 lock/line"),
        ("pets Method #/a b", "4:6 lock/kind"),
        ("pets java.class #/a b", "4:6 lock/kind"),
        ("pets method /a b", "4:13 lock/pointer"),
        ("pets method #/a b-c", "4:17 lock/name"),
        ("pets method #/a b()", "4:17 lock/name"),
        ("pets method #/a .b", "4:17 lock/name"),
        ("pets method #/a b%0Aimport%20os", "4:17 lock/name"),
        ("pets method #/a " + "b" * 5000, "4:17 lock/name"),
    ],
)
def test_what_cannot_be_used_is_an_error_at_its_place(line: str, want: str) -> None:
    lines = TEXT.splitlines(keepends=True)
    assert read("".join([*lines[:3], line, "\n", *lines[3:]])) == (LOCK, [want])


def test_two_names_for_one_thing() -> None:
    """What two branches decided differently; git has kept both lines."""
    line = "pets method #/paths/~1pets/get pets.all\n"
    assert read(TEXT + line) == (LOCK, ["8:13 lock/duplicate"])


def test_the_same_line_twice_is_one() -> None:
    """Two branches that decided the same: git keeps both."""
    assert read(TEXT + TEXT) == (LOCK, [])


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clientsmith.lock.MAX_BYTES", 20)
    assert read(TEXT) == (Lock(), ["1:1 lock/size"])


KEYS = st.tuples(st.sampled_from(["a", "b-c"]), st.sampled_from(["method", "type", "ir.class"]))
POINTERS = st.text(max_size=8).map("#/{}".format)
NAMES = st.from_regex(r"[a-z0-9_é]{1,4}([./][a-z_中]{1,3})?", fullmatch=True)


@given(st.dictionaries(KEYS, st.dictionaries(POINTERS, NAMES, min_size=1)))
def test_every_pointer_and_name_survives(lines: dict[tuple[str, str], dict[str, str]]) -> None:
    lock = Lock(lines)
    text = lock.encode()
    assert text.isascii()
    assert decode(text, "x", ["ir"]) == (lock, [])
    assert Lock(decode(text, "x", ["ir"])[0].lines).encode() == text


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    lock, _ = read(text)
    assert all(is_name(name) for names in lock.lines.values() for name in names.values())


def test_a_name_that_cannot_be_read_back_is_not_written() -> None:
    assert Lock({("a", "type"): {"#/x": "", "#/y": "no name", "#/z": "z"}}).encode().decode() == (
        HEADER + "a type #/z z\n"
    )


def test_what_a_target_begins_with() -> None:
    assert LOCK.names("pets", "python") == {
        "method": LOCK.lines["pets", "method"],
        "type": LOCK.lines["pets", "type"],
        "class": LOCK.lines["pets", "python.class"],
    }
    assert "class" not in LOCK.names("pets")
    assert LOCK.names("unknown") == {}


def test_a_run_replaces_what_it_decided_and_nothing_else() -> None:
    own, python = Names(), Names()
    own.keep("method", "#/new", "new")
    after = LOCK.updated("pets", {"": own})
    assert after.lines == {
        ("pets", "method"): {"#/new": "new"},
        ("pets", "python.class"): LOCK.lines["pets", "python.class"],
        ("zoo", "method"): LOCK.lines["zoo", "method"],
    }
    assert ("pets", "python.class") not in LOCK.updated("pets", {"python": python}).lines
    assert LOCK.changes(after) == (1, 0, 3)


def test_the_section_of_a_target() -> None:
    assert section(TEXT.encode(), "pets", "ir").decode().splitlines() == [
        "pets method #/paths/~1a%20b/get a_b.list",
        "pets method #/paths/~1pets/get pets.list",
        "pets type #/components/schemas/Pet pet",
    ]
    assert section(TEXT.encode(), "pets", "python").count(b"\n") == 3
    assert section(TEXT.encode(), "pet", "python") == b""


def test_keys_stand_for_pointers() -> None:
    names = Names({"type": {"#/x/query:a": "kept"}}, {"#/x/0": "#/x/query:a"})
    assert names.get("type", "#/x/0") == "kept"
    assert names.get("type", "#/x/1") == names.get("other", "#/x/0") == ""
    names.keep("type", "#/x/0", "kept")
    assert names.decided == {"type": {"#/x/query:a": "kept"}}
