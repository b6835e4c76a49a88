"""What a configuration may say: from the tree of `clientsmith.yaml` to checked values.

All faults are collected. Names are allow-listed: whatever ends up in code or in a path is a plain
ASCII identifier or a plain path. `config.schema.json` says the same, as far as JSON Schema can;
a test compares them.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any as Json

import msgspec

from clientsmith import paths
from clientsmith.config import ApiConfig, IgnoreRule, TargetConfig
from clientsmith.pointers import escape
from clientsmith.targets import TARGETS, Facts

API_NAME = r"[a-z][a-z0-9_-]*"
CLIENT = r"(?!(?:None|True|False)$)[A-Z][A-Za-z0-9]*"
OPTION = r"[a-z][a-z0-9_]*"
VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*"
RESOURCE = r"\$client|[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*"
METHOD = r"[a-z][a-z0-9_]*"
NAME = r"[A-Za-z][A-Za-z0-9_]*"
CODE = r"[a-z0-9-]+/(?:\*|[a-z0-9-]+)"
POINTER = r"(?:[^#]*#(?:/.*)?)?"
EXTENSION = r"x-[A-Za-z0-9._-]{1,100}"
MEMBER = r"[^\x00-\x1f\x7f]{1,200}"

PAGING_KINDS = ("offset", "page", "cursor", "link", "last_item", "none")
PAGING_MEMBERS = (
    "cursor",
    "has_more",
    "item_id",
    "items",
    "limit",
    "name",
    "next",
    "number",
    "offset",
    "size",
    "total",
    "total_pages",
)


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong with a configuration. `pointer` is of the key or value."""

    pointer: str
    code: str
    message: str
    hint: str = ""


class Rules:
    """Reads one configuration. `folder` is where the file is: relative paths begin there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._outputs: list[tuple[Path, str]] = []
        self.faults: list[Fault] = []

    def read(self, tree: Json) -> tuple[ApiConfig, ...]:
        """The APIs of a whole file; not to be used when there are `faults` afterwards."""
        top = self._record(tree, "#", "the configuration", ("apis",))
        if "apis" not in top and not self.faults:
            self._fault("#", "missing", "`apis` is missing", "add `apis: {NAME: {spec: FILE}}`")
        apis = self._mapping(top.get("apis", {}), "#/apis", "`apis`")
        if not apis and not self.faults:
            self._fault("#/apis", "value", "`apis` is empty", "add `NAME: {spec: FILE, ...}`")
        return tuple(
            self._api(name, value, pointer)
            for name, value, pointer in self._named(apis, "#/apis", API_NAME, "the name of an API")
        )

    def _api(self, name: str, tree: Json, at: str) -> ApiConfig:
        known = (
            "spec",
            "overlays",
            "ref_root",
            "client",
            "environment",
            "resources",
            "names",
            "paging",
        )
        api = self._record(
            tree, at, f"API `{name}`", (*known, "targets", "ignore", "strict", "extensions")
        )
        spec = self._folder
        if "spec" in api:
            spec = self._file(api["spec"], f"{at}/spec", "`spec`")
        else:
            self._fault(at, "missing", f"API `{name}` has no `spec`", "add the document's path")
        overlays = self._list(api.get("overlays", []), f"{at}/overlays", "`overlays`")
        ref_root = None
        if "ref_root" in api:
            ref_root = self._folder_of_refs(api["ref_root"], f"{at}/ref_root")
        targets = self._mapping(api.get("targets", {}), f"{at}/targets", "`targets`")
        return ApiConfig(
            name=name,
            spec=spec,
            overlays=tuple(self._file(item, place, "an overlay") for item, place in overlays),
            ref_root=ref_root,
            client=self._optional(api, "client", at, CLIENT, "a class name such as `AcmeClient`"),
            environment=self._strings(
                api, "environment", at, (OPTION, "a client option"), (VARIABLE, "a variable name")
            ),
            resources=self._resources(api.get("resources", {}), f"{at}/resources"),
            names=self._strings(
                api, "names", at, (MEMBER, "a pointer or component"), (NAME, "an identifier")
            ),
            paging=self._paging(api.get("paging", {}), f"{at}/paging"),
            targets=showing(
                tuple(
                    self._target(key, value, f"{at}/targets/{escape(key)}")
                    for key, value in targets.items()
                )
            ),
            ignore=self._ignore(api.get("ignore", []), f"{at}/ignore"),
            rewrite=self._rewrite(api.get("extensions", {}), f"{at}/extensions"),
            strict=self._flag(api, "strict", at),
        )

    def _target(self, name: str, tree: Json, at: str) -> TargetConfig:
        facts = TARGETS.get(name)
        if facts is None:
            self._fault(at, "target", f"there is no target `{name}`", _meant(name, TARGETS))
            return TargetConfig(name, self._folder)
        target = self._record(tree, at, f"target `{name}`", ("output", *facts.options))
        output = self._folder
        if "output" in target:
            output = self._output(target["output"], f"{at}/output")
        else:
            self._fault(at, "missing", f"target `{name}` has no `output`", "add a folder's path")
        given = {key: value for key, value in target.items() if key in facts.options}
        return TargetConfig(name, output, self.options(facts, given, at))

    def options(
        self, facts: Facts, given: Mapping[str, Json], at: str
    ) -> dict[str, str | bool | int]:
        """The options of a target, checked; `at` is the pointer of the mapping they are in."""
        options: dict[str, str | bool | int] = {}
        for key, value in given.items():
            option = facts.options[key]
            place = f"{at}/{key}"
            if type(value) is not _OPTION_TYPES[option.type]:
                wanted = "an integer" if option.type == "integer" else f"a {option.type}"
                self._fault(place, "type", f"`{key}` must be {wanted}, not {_kind(value)}")
            elif option.pattern and not re.fullmatch(option.pattern, str(value)):
                message = f"{value!a} is not allowed for `{key}`"
                hint = f"{option.description}; it must match `{option.pattern}`"
                self._fault(place, "value", message, hint)
            elif value in option.reserved:
                self._fault(place, "value", f"`{value}` is a reserved word, not a `{key}`")
            else:
                options[key] = given[key]
        return options

    def client(self, value: str, at: str) -> str:
        """A client's class name, checked."""
        return self._text(value, at, CLIENT, "a class name such as `AcmeClient`")

    # --- parts of an API -------------------------------------------------------------------------

    def _resources(self, tree: Json, at: str) -> dict[str, dict[str, dict[str, str]]]:
        resources: dict[str, dict[str, dict[str, str]]] = {}
        top = self._mapping(tree, at, "`resources`")
        for name, value, place in self._named(top, at, RESOURCE, "a resource such as `beta.batch`"):
            resource = self._record(value, place, f"resource `{name}`", ("methods",))
            resources[name] = {
                "methods": self._strings(
                    resource,
                    "methods",
                    place,
                    (METHOD, "a method name"),
                    (MEMBER, "an operation: `GET /path`, an operationId or a JSON pointer"),
                )
            }
        return resources

    def _paging(self, tree: Json, at: str) -> dict[str, dict[str, str | int]]:
        paging: dict[str, dict[str, str | int]] = {}
        top = self._mapping(tree, at, "`paging`")
        for operation, value, place in self._named(top, at, MEMBER, "an operation"):
            known = ("kind", "first", *PAGING_MEMBERS)
            given = self._record(value, place, f"paging of `{operation}`", known)
            facts: dict[str, str | int] = {}
            for key, item in given.items():
                if key == "kind":
                    self._choice(item, f"{place}/kind", PAGING_KINDS)
                    facts[key] = item
                elif key == "first":
                    if type(item) is not int:
                        message = f"`first` must be an integer, not {_kind(item)}"
                        self._fault(f"{place}/first", "type", message)
                    facts[key] = item
                elif key in known:
                    pattern = f"(?:{MEMBER})?" if key == "items" else MEMBER
                    facts[key] = self._text(item, f"{place}/{key}", pattern, "the name of a member")
            if "kind" not in given:
                message = f"paging of `{operation}` has no `kind`"
                self._fault(place, "missing", message, f"one of {', '.join(PAGING_KINDS)}")
            paging[operation] = facts
        return paging

    def _rewrite(self, tree: Json, at: str) -> dict[str, str]:
        given = self._record(tree, at, "`extensions`", ("rewrite",))
        what = "the key of an extension, such as `x-enum-varnames`"
        return self._strings(given, "rewrite", at, (EXTENSION, what), (EXTENSION, what))

    def _ignore(self, tree: Json, at: str) -> tuple[IgnoreRule, ...]:
        rules: list[IgnoreRule] = []
        for item, place in self._list(tree, at, "`ignore`"):
            rule = self._record(item, place, "an `ignore` rule", ("code", "pointer", "reason"))
            for key in ("code", "reason"):
                if key not in rule:
                    self._fault(place, "missing", f"an `ignore` rule has no `{key}`")
            rules.append(
                IgnoreRule(
                    code=self._optional(rule, "code", place, CODE, "a code such as `ref/unused`"),
                    pointer=self._optional(rule, "pointer", place, POINTER, "a pointer `#/...`"),
                    reason=self._optional(rule, "reason", place, r"(?s).*\S.*", "a sentence"),
                )
            )
        return tuple(rules)

    # --- paths -----------------------------------------------------------------------------------

    def _file(self, value: Json, at: str, what: str) -> Path:
        text = self._text(value, at, r"[^\x00-\x1f\x7f]+", "the path of a file")
        path = Path(os.path.normpath(self._folder / text))
        if text and not path.is_file():
            near = path.parent.is_dir() and _meant(path.name, sorted(os.listdir(path.parent)))
            self._fault(at, "file", f"{what}: there is no file {text!a}", near or "")
        return path

    def _folder_of_refs(self, value: Json, at: str) -> Path:
        text = self._text(value, at, r"[^\x00-\x1f\x7f]+", "the path of a folder")
        path = Path(os.path.normpath(self._folder / text))
        if text and not path.is_dir():
            self._fault(at, "file", f"`ref_root`: there is no folder {text!a}")
        return path

    def _output(self, value: Json, at: str) -> Path:
        text = self._text(value, at, r"[^\x00-\x1f\x7f]+", "the path of a folder")
        if not text:
            return self._folder
        plain = text.removeprefix("./").removesuffix("/")
        if not paths.is_safe(plain):
            self._fault(
                at,
                "output",
                f"{text!a} cannot be an output: it must be a folder below the configuration's,"
                " of letters, digits, `_`, `-` and `.`",
            )
            return self._folder
        output = self._folder / plain
        if not output.resolve().is_relative_to(self._folder.resolve()):
            self._fault(at, "output", f"{text!a} leads out of the configuration's folder")
        for other, place in self._outputs:
            if _overlap(output, other):
                self._fault(at, "output", f"{text!a} is also, or overlaps, the output of {place}")
        self._outputs.append((output, at.removesuffix("/output").removeprefix("#/apis/")))
        return output

    # --- values ----------------------------------------------------------------------------------

    def _fault(self, pointer: str, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Fault(pointer, f"config/{code}", message, hint))

    def _mapping(self, value: Json, at: str, what: str) -> dict[str, Json]:
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self._fault(at, "type", f"{what} must be a mapping, not {_kind(value)}")
        return {}

    def _list(self, value: Json, at: str, what: str) -> list[tuple[Json, str]]:
        """Items with their pointers."""
        if value is None:
            return []
        if isinstance(value, list):
            return [(item, f"{at}/{index}") for index, item in enumerate(value)]
        self._fault(at, "type", f"{what} must be a list, not {_kind(value)}")
        return []

    def _record(self, value: Json, at: str, what: str, known: Iterable[str]) -> dict[str, Json]:
        """A mapping whose keys are known."""
        mapping = self._mapping(value, at, what)
        names = list(known)
        for key in mapping:
            if key not in names:
                hint = _meant(key, names) or f"known keys: {', '.join(names)}"
                place = f"{at}/{escape(key)}"
                self._fault(place, "unknown-key", f"{what} has no key {_shown(key)}", hint)
        return mapping

    def _named(
        self, mapping: dict[str, Json], at: str, pattern: str, what: str
    ) -> list[tuple[str, Json, str]]:
        """Key, value and pointer of the entries whose key is a name."""
        entries = []
        for key, value in mapping.items():
            place = f"{at}/{escape(key)}"
            if re.fullmatch(pattern, key):
                entries.append((key, value, place))
            else:
                self._fault(place, "name", f"{key!a} is not {what}", f"allowed: {pattern}")
        return entries

    def _strings(
        self,
        record: dict[str, Json],
        key: str,
        at: str,
        keys: tuple[str, str],
        values: tuple[str, str],
    ) -> dict[str, str]:
        mapping = self._mapping(record.get(key, {}), f"{at}/{key}", f"`{key}`")
        return {
            name: self._text(value, place, *values)
            for name, value, place in self._named(mapping, f"{at}/{key}", *keys)
        }

    def _optional(self, record: dict[str, Json], key: str, at: str, pattern: str, what: str) -> str:
        return self._text(record[key], f"{at}/{key}", pattern, what) if key in record else ""

    def _flag(self, record: dict[str, Json], key: str, at: str) -> bool:
        value = record.get(key, False)
        if type(value) is not bool:
            self._fault(f"{at}/{key}", "type", f"`{key}` must be a boolean, not {_kind(value)}")
        return value is True

    def _text(self, value: Json, at: str, pattern: str, what: str) -> str:
        if not isinstance(value, str):
            self._fault(at, "type", f"this must be {what}, not {_kind(value)}")
            return ""
        if not re.fullmatch(pattern, value):
            self._fault(at, "value", f"{value!a} is not {what}")
            return ""
        return value

    def _choice(self, value: Json, at: str, choices: Iterable[str]) -> None:
        names = list(choices)
        if value not in names:
            hint = _meant(str(value), names) or f"one of {', '.join(names)}"
            self._fault(at, "value", f"{value!a} is not allowed here", hint)


def showing(targets: tuple[TargetConfig, ...]) -> tuple[TargetConfig, ...]:
    """The targets of an API, where those that show packages know which."""
    languages = tuple(it for it in targets if it.name in TARGETS and TARGETS[it.name].is_language)
    return tuple(
        (
            msgspec.structs.replace(it, languages=languages)
            if it.name in TARGETS and TARGETS[it.name].shows_languages
            else it
        )
        for it in targets
    )


def _overlap(one: Path, other: Path) -> bool:
    """Whether one folder is the other or inside it, also where case does not count."""
    first, second = (Path(str(path).casefold()) for path in (one, other))
    return first.is_relative_to(second) or second.is_relative_to(first)


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


def _shown(key: str) -> str:
    return f"`{key}`" if key.isprintable() and key.isascii() else ascii(key)


_OPTION_TYPES = {"string": str, "boolean": bool, "integer": int}
_KINDS: Mapping[type, str] = {
    dict: "a mapping",
    list: "a list",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def _kind(value: Json) -> str:
    return _KINDS[type(value)]
