"""`clientsmith.yaml`: what it may say, where its faults are, and that its JSON Schema agrees."""

from __future__ import annotations

import json
import keyword
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from clientsmith import config, config_rules, yaml_tree
from clientsmith.config import ApiConfig, ConfigError, IgnoreRule, TargetConfig
from clientsmith.locate import locate
from clientsmith.targets import TARGETS

SCHEMA = json.loads(Path(config.__file__).with_name("config.schema.json").read_text())

FULL = """\
apis:
  llamacloud:
    spec: specs/llamacloud.yaml
    overlays: []
    client: LlamaCloud
    environment: {api_key: LLAMA_CLOUD_API_KEY, base_url: LLAMA_CLOUD_BASE_URL}
    resources:
      beta.batch: {methods: {list: GET /batches, get_status: getStatus}}
      $client: {methods: {ping: "#/paths/~1ping/get"}}
    names: {"#/components/schemas/Foo": Bar}
    paging: {GET /things: {kind: page, number: page, first: 0, items: data}}
    targets:
      python:
        output: generated/python
        package: llama_cloud
        distribution: llama-cloud
        version: 1.2.0
      ir: {output: generated/ir}
    ignore:
      - {code: schema/unused, pointer: "#/components", reason: the vendor keeps them}
      - {code: "naming/*", reason: settled}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("specs/llamacloud.yaml", "api.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    return tmp_path


def load(folder: Path, text: str) -> config.Config:
    (folder / config.NAME).write_text(text)
    return config.load(folder / config.NAME)


def test_everything_that_can_be_said(folder: Path) -> None:
    assert load(folder, FULL).apis == (
        ApiConfig(
            name="llamacloud",
            spec=folder / "specs/llamacloud.yaml",
            client="LlamaCloud",
            environment={"api_key": "LLAMA_CLOUD_API_KEY", "base_url": "LLAMA_CLOUD_BASE_URL"},
            resources={
                "beta.batch": {"methods": {"list": "GET /batches", "get_status": "getStatus"}},
                "$client": {"methods": {"ping": "#/paths/~1ping/get"}},
            },
            names={"#/components/schemas/Foo": "Bar"},
            paging={"GET /things": {"kind": "page", "number": "page", "first": 0, "items": "data"}},
            targets=(
                TargetConfig(
                    "python",
                    folder / "generated/python",
                    {
                        "package": "llama_cloud",
                        "distribution": "llama-cloud",
                        "version": "1.2.0",
                    },
                ),
                TargetConfig("ir", folder / "generated/ir"),
            ),
            ignore=(
                IgnoreRule("schema/unused", "#/components", "the vendor keeps them"),
                IgnoreRule("naming/*", "", "settled"),
            ),
            file=folder / config.NAME,
            lock=folder / "names.lock",
        ),
    )


def api(text: str) -> str:
    """A configuration of one API with `text` in it."""
    return "apis: {a: {spec: api.yaml, " + text + "}}"


def python(text: str) -> str:
    return api("targets: {python: {output: out, " + text + "}}")


# (configuration, None or (pointer, part of the message or hint)); what only the loader can know
# is in LOADER_ONLY.
EXAMPLES: list[tuple[str, tuple[str, str] | None]] = [
    (FULL, None),
    ("apis: {a: {spec: api.yaml}}", None),
    (api("targets: {}, overlays: [], ignore: [], names: {}"), None),
    (api("targets: null, overlays: null, ignore: null, names: null, paging: null"), None),
    (api("resources: {a: null, b: {methods: null}}"), None),
    (api("targets: {python: {output: ./generated/x/}}"), None),
    ("", ("#", "`apis` is missing")),
    ("[]", ("#", "must be a mapping, not a list")),
    ("apis: {}", ("#/apis", "`apis` is empty")),
    ("apis: 1", ("#/apis", "must be a mapping, not a number")),
    ("api: {}", ("#/api", "did you mean `apis`?")),
    ("apis: {A: {spec: api.yaml}}", ("#/apis/A", "is not the name of an API")),
    ("apis: {../a: {spec: api.yaml}}", ("#/apis/..~1a", "is not the name of an API")),
    ("apis: {a: null}", ("#/apis/a", "has no `spec`")),
    ("apis: {a: {spec: 1}}", ("#/apis/a/spec", "not a number")),
    (api("tragets: {}"), ("#/apis/a/tragets", "did you mean `targets`?")),
    (api("zzz: 1"), ("#/apis/a/zzz", "known keys: spec, overlays")),
    (api("client: llama"), ("#/apis/a/client", "is not a class name")),
    (api("client: None"), ("#/apis/a/client", "is not a class name")),
    (api("client: 'A(object)'"), ("#/apis/a/client", "is not a class name")),
    (api("client: null"), ("#/apis/a/client", "not null")),
    (api("overlays: [api.yaml]"), None),
    (api("overlays: [5]"), ("#/apis/a/overlays/0", "must be the path of a file")),
    (api("ref_root: ."), None),
    (api("strict: true"), None),
    (api("strict: 1"), ("#/apis/a/strict", "must be a boolean")),
    (api("extensions: {rewrite: {x-acme-names: x-enum-varnames}}"), None),
    (api("extensions: {rewrite: {acme: x-a}}"), ("#/apis/a/extensions/rewrite/acme", "is not")),
    (api("extensions: {rewrote: {}}"), ("#/apis/a/extensions/rewrote", "has no key")),
    (api("ref_root: []"), ("#/apis/a/ref_root", "must be the path of a folder")),
    (api("overlays: o.yaml"), ("#/apis/a/overlays", "must be a list, not a string")),
    (api("environment: {Key: X}"), ("#/apis/a/environment/Key", "is not a client option")),
    (api("environment: {key: $(x)}"), ("#/apis/a/environment/key", "is not a variable name")),
    (api("environment: {key: no}"), None),
    (api("environment: {key: 1}"), ("#/apis/a/environment/key", "not a number")),
    (api("resources: {'a..b': {}}"), ("#/apis/a/resources/a..b", "is not a resource")),
    (api("resources: {a: {method: {}}}"), ("#/apis/a/resources/a/method", "mean `methods`?")),
    (api("resources: {a: {methods: {Get: x}}}"), ("#/apis/a/resources/a/methods/Get", "method")),
    (
        api("resources: {a: {methods: {get: ''}}}"),
        ("#/apis/a/resources/a/methods/get", "operation"),
    ),
    (api("names: {Foo: 'x y'}"), ("#/apis/a/names/Foo", "is not an identifier")),
    (api("names: {Foo: ';rm'}"), ("#/apis/a/names/Foo", "is not an identifier")),
    (api("paging: {GET /a: {kind: link, items: ''}}"), None),
    (api("paging: {GET /a: {kind: link, next: ''}}"), ("#/apis/a/paging/GET ~1a/next", "member")),
    (api("paging: {GET /a: {}}"), ("#/apis/a/paging/GET ~1a", "has no `kind`")),
    (api("paging: {x: {kind: curser}}"), ("#/apis/a/paging/x/kind", "did you mean `cursor`?")),
    (api("paging: {x: {kind: [a]}}"), ("#/apis/a/paging/x/kind", "is not allowed")),
    (api("paging: {x: {kind: page, frist: 1}}"), ("#/apis/a/paging/x/frist", "mean `first`?")),
    (api("paging: {x: {kind: page, first: '1'}}"), ("#/apis/a/paging/x/first", "an integer")),
    (api("paging: {x: {kind: page, number: 1}}"), ("#/apis/a/paging/x/number", "not a number")),
    (api("targets: {pyhton: {output: x}}"), ("#/apis/a/targets/pyhton", "did you mean `python`?")),
    (api("targets: {python: {}}"), ("#/apis/a/targets/python", "has no `output`")),
    (api("targets: {python: {output: ''}}"), ("#/apis/a/targets/python/output", "folder")),
    (api("targets: {python: {output: .}}"), ("#/apis/a/targets/python/output", "cannot be")),
    (api("targets: {python: {output: ../x}}"), ("#/apis/a/targets/python/output", "cannot be")),
    (api("targets: {python: {output: /x}}"), ("#/apis/a/targets/python/output", "cannot be")),
    (api("targets: {python: {output: a/../../b}}"), ("#/apis/a/targets/python/output", "cannot")),
    (api("targets: {python: {output: 'C:\\x'}}"), ("#/apis/a/targets/python/output", "cannot be")),
    (python("package: Acme"), ("#/apis/a/targets/python/package", "is not allowed")),
    (python("package: class"), ("#/apis/a/targets/python/package", "reserved word")),
    (python("package: ../x"), ("#/apis/a/targets/python/package", "is not allowed")),
    (python("package: true"), ("#/apis/a/targets/python/package", "must be a string")),
    (python("distribution: -x"), ("#/apis/a/targets/python/distribution", "is not allowed")),
    (python("version: 1.0"), ("#/apis/a/targets/python/version", "must be a string")),
    (python("version: 1.0.0rc1.post2.dev3"), None),
    (python("version: v1"), ("#/apis/a/targets/python/version", "is not allowed")),
    (python("modul: x"), ("#/apis/a/targets/python/modul", "has no key `modul`")),
    (api("ignore: [{code: a/b}]"), ("#/apis/a/ignore/0", "has no `reason`")),
    (api("ignore: [{code: a/b, reason: ' '}]"), ("#/apis/a/ignore/0/reason", "not a sentence")),
    (api("ignore: [{code: ab, reason: x}]"), ("#/apis/a/ignore/0/code", "is not a code")),
    (api("ignore: [{code: a/b, reason: x, pointer: /a}]"), ("#/apis/a/ignore/0/pointer", "#/...")),
    (api("ignore: {code: a/b}"), ("#/apis/a/ignore", "must be a list")),
]


@pytest.mark.parametrize(("text", "fault"), EXAMPLES)
def test_the_loader_and_the_schema_agree(
    folder: Path, text: str, fault: tuple[str, str] | None
) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    tree: Any = yaml_tree.parse(text, [])
    if fault is None:
        load(folder, text)
        validator.validate(tree)
        return
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    found = {d.pointer: f"{d.message} {d.hint}" for d in caught.value.diagnostics}
    assert fault[1] in found[fault[0]], found
    assert list(validator.iter_errors(tree)), "the schema accepts it"


LOADER_ONLY = [
    (api("overlays: [o.yaml]"), "#/apis/a/overlays/0", "there is no file"),
    (api("ref_root: api.yaml"), "#/apis/a/ref_root", "there is no folder"),
    (api('client: "A\\n"'), "#/apis/a/client", "is not a class name"),  # `$` differs in Python
    ("apis: {a: {spec: apy.yaml}}", "#/apis/a/spec", "did you mean `api.yaml`?"),
    (api("targets: {ir: {output: x}, python: {output: x}}"), "python/output", "of a/targets/ir"),
    (api("targets: {ir: {output: X}, python: {output: x}}"), "python/output", "of a/targets/ir"),
    (api("targets: {ir: {output: x}, python: {output: x/y}}"), "python/output", "overlaps"),
    (api("targets: {ir: {output: nul}}"), "ir/output", "cannot be an output"),
]


@pytest.mark.parametrize(("text", "pointer", "message"), LOADER_ONLY)
def test_what_only_the_loader_knows(folder: Path, text: str, pointer: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    (found,) = caught.value.diagnostics
    assert found.pointer.endswith(pointer)
    assert message in found.message + found.hint


def test_an_output_behind_a_link_is_refused(folder: Path, tmp_path_factory: Any) -> None:
    (folder / "link").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(ConfigError, match="leads out of"):
        load(folder, api("targets: {ir: {output: link/x}}"))


def test_all_faults_are_reported_at_once_at_their_lines(folder: Path) -> None:
    text = "apis:\n  a:\n    spec: api.yaml\n    clint: X\n    targets:\n      go: {}\n"
    with pytest.raises(ConfigError) as caught:
        load(folder, text)
    places = locate(text.encode(), [d.pointer for d in caught.value.diagnostics])
    assert sorted(places.values()) == [(4, 5), (6, 7)]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"apis: {a: {spec: api.yaml}}\napis: {}\n", "syntax/duplicate-key", 2),
        (b"apis:\n  a: [\n", "syntax/yaml", 3),
        (b"apis:\n  a\xff: 1\n", "syntax/encoding", 2),
        (b"apis: !!python/object:os.system {}\n", "syntax/yaml", 1),
        (b"#" * (config.MAX_BYTES + 1), "syntax/limit", 1),
    ],
)
def test_what_is_not_yaml(folder: Path, data: bytes, code: str, line: int) -> None:
    (folder / config.NAME).write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        config.load(folder / config.NAME)
    assert [(d.code, d.line) for d in caught.value.diagnostics] == [(code, line)]


def test_the_configuration_is_found_upwards(folder: Path) -> None:
    (folder / "a/b").mkdir(parents=True)
    assert config.find(folder / "a/b") is None
    (folder / config.NAME).write_text("apis: {}")
    assert config.find(folder / "a/b") == folder / config.NAME


def test_the_digest_hashes_what_matters_and_nothing_else(folder: Path) -> None:
    def digest(text: str) -> str:
        (loaded,) = load(folder, text).apis
        return loaded.digest(loaded.targets[0])

    plain = digest(python("package: acme"))
    assert plain == digest(python("package: 'acme' # a comment\n"))
    assert plain == digest(python("package: acme").replace("output: out", "output: other"))
    assert plain == digest(python("package: acme}, ir: {output: x"))
    assert plain != digest(python("package: acme2"))
    assert plain != digest(python("package: acme").replace("spec:", "client: Acme, spec:"))


def test_the_schema_knows_the_same_names_as_the_loader() -> None:
    known = SCHEMA["$defs"]["api"]["properties"]["targets"]["properties"]
    assert known.keys() == TARGETS.keys()
    for name, facts in TARGETS.items():
        assert known[name]["properties"].keys() == {"output", *facts.options}
        assert known[name]["description"] == facts.description
        for key, option in facts.options.items():
            told = known[name]["properties"][key]
            assert told["type"] == option.type
            assert told.get("pattern", "^$") == f"^{option.pattern}$"
            assert told["description"] == option.description
            assert tuple(told.get("not", {}).get("enum", ())) == option.reserved
    paging = SCHEMA["$defs"]["paging"]["properties"]
    assert paging.keys() == {"kind", "first", *config_rules.PAGING_MEMBERS}
    assert tuple(paging["kind"]["enum"]) == config_rules.PAGING_KINDS


def test_no_keyword_is_a_package() -> None:
    reserved = TARGETS["python"].options["package"].reserved
    assert {word for word in keyword.kwlist if word.islower()} == set(reserved)
