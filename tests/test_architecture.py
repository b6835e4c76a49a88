"""The rules of the design that no type checker sees, read from the syntax trees of the source.

Who may import whom, who touches the disk, what the IR and the templates may say, what the runtime
may need. An exception to a rule stands here, with its reason.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator" / "clientsmith"
TEMPLATES = ROOT / "templates"
RUNTIME = TEMPLATES / "python" / "runtime"


def module_of(file: Path) -> str:
    """`normalize/enums.py` -> `normalize.enums`, relative to the package."""
    parts = file.relative_to(GENERATOR).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


SOURCES = {module_of(file): file for file in sorted(GENERATOR.rglob("*.py"))}
TREES = {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in SOURCES.items()}
RUNTIME_TREES = {
    file.stem: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(RUNTIME.glob("*.py"))
}


def imported(name: str, tree: ast.Module) -> Iterator[str]:
    """Modules of the package that `name` imports, wherever the statement stands."""
    package = SOURCES[name].parent
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.partition(".")[0] == "clientsmith":
                    yield alias.name.partition(".")[2]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                base = package
                for _ in range(node.level - 1):
                    base = base.parent
                prefix = ".".join(base.relative_to(GENERATOR).parts)
                module = ".".join(filter(None, (prefix, node.module or "")))
            elif (node.module or "").partition(".")[0] == "clientsmith":
                module = (node.module or "").partition(".")[2]
            else:
                continue
            for alias in node.names:
                inner = f"{module}.{alias.name}".lstrip(".")
                yield inner if inner in SOURCES else module


# --- dependencies ------------------------------------------------------------------------------

# Part -> the parts it may import. A package counts as one part, except the targets.
MAY_IMPORT: dict[str, set[str]] = {
    # Plain facts, without anything below them.
    "__init__": set(),
    "ir": set(),
    "syntax": set(),
    "pointers": set(),
    "path_templates": set(),
    "paths": set(),
    "render": set(),
    "progress": set(),
    "names": set(),
    # Reading.
    "diagnostics": {"pointers"},
    "json_tree": {"syntax"},
    "yaml_tree": {"syntax"},
    "references": {"pointers", "syntax"},
    "self_contained": {"references"},
    "formats": {"json_tree", "syntax", "yaml_tree"},
    "files": set(),
    "hashes": set(),
    "overlay": {"diagnostics", "pointers"},
    "source": {
        *("diagnostics", "files", "formats", "hashes", "overlay", "pointers", "references"),
        *("self_contained", "syntax"),
    },
    "yaml_lines": set(),
    "yaml_marks": {"yaml_lines", "yaml_tree"},
    "locate": {"pointers", "source", "syntax", "yaml_lines", "yaml_marks"},
    "identities": {"pointers", "references", "source"},
    "document": {"diagnostics", "identities", "locate", "pointers", "references", "source"},
    "upgrade": {"diagnostics", "document", "graph", "pointers", "references", "source"},
    "structure": {
        *("diagnostics", "document", "path_templates", "pointers", "source", "upgrade"),
    },
    "validate": {"diagnostics", "document", "files", "pointers", "source", "upgrade"},
    "validate_worker": {"pointers"},
    "coverage": {"diagnostics"},
    "rewrite": {
        "config",
        "diagnostics",
        "normalize",
        "pointers",
        "references",
        "source",
        "upgrade",
    },
    "report": {"__init__", "diagnostics", "locate", "pointers", "source"},
    "lock": {"diagnostics", "names"},
    # Meaning.
    "normalize": {
        *("config", "contents", "diagnostics", "document", "ir", "names", "parts"),
        *("path_templates", "pointers"),
    },
    "contents": {"ir", "pointers"},
    "graph": set(),
    "reach": {"ir"},
    "parts": {"contents", "ir", "names", "pointers"},
    "preparation": {"ir", "pointers"},
    "kept": {"names", "parts", "pointers", "scopes"},
    "scopes": {"names"},
    "notes": {"contents", "ir", "limits", "preparation"},
    "limits": {"ir"},
    "markdown": set(),
    "prose": set(),
    "samples": {"contents", "ir"},
    "wire": {"ir"},
    "reference": {"contents", "ir", "limits", "paths", "samples", "wire"},
    # Printing.
    "targets": {"ir", "names", "reference", "render"},
    "omissions": {"contents", "ir", "preparation", "targets"},
    "targets.docs": {"ir", "markdown", "names", "paths", "reference", "render", "targets"},
    "targets.ir": {"ir", "names", "render", "targets"},
    "targets.python": {
        *("contents", "graph", "ir", "kept", "limits", "markdown", "names", "notes", "omissions"),
        *("parts", "paths", "pointers", "preparation", "prose", "reach", "reference"),
        *("render", "samples", "scopes", "targets", "wire"),
    },
    "targets.go": {
        *("contents", "graph", "ir", "kept", "limits", "markdown", "names", "notes", "omissions"),
        *("parts", "paths", "pointers", "preparation", "reach", "reference", "render", "samples"),
        *("scopes", "targets", "wire"),
    },
    "targets.typescript": {
        *("contents", "graph", "ir", "kept", "limits", "markdown", "names", "notes", "omissions"),
        *("parts", "paths", "preparation", "prose", "reach", "reference", "render", "samples"),
        *("scopes", "targets", "wire"),
    },
    # Writing.
    "manifest": {"hashes", "paths", "render"},
    "folder": {"manifest"},
    "drift": {"folder", "hashes", "manifest", "render"},
    "output": {"files", "folder", "hashes", "manifest", "paths", "render"},
    "freshness": {"config", "files", "folder", "hashes", "lock", "manifest", "render"},
    # The configuration, and what sees all stages.
    "config": {"config_rules", "diagnostics", "hashes", "pointers", "syntax", "yaml_tree"},
    "config_rules": {"config", "paths", "pointers", "targets"},
    "commands": {
        *("__init__", "config", "config_rules", "coverage", "diagnostics", "document", "drift"),
        *("contents", "files", "hashes", "pointers"),
        *("freshness", "ir", "lock", "manifest", "names", "normalize", "output", "progress"),
        *(
            "reference",
            "render",
            "report",
            "rewrite",
            "source",
            "structure",
            "targets",
            "upgrade",
            "validate",
        ),
    },
    "cli": {"__init__", "cli_options", "commands", "config", "progress"},
    "cli_options": set(),
    "__main__": {"cli"},
}


def part_of(module: str) -> str:
    head, _, rest = module.partition(".")
    if head == "targets" and rest:
        return f"targets.{rest.partition('.')[0]}"
    return head or "__init__"


def test_the_table_of_dependencies_names_every_part() -> None:
    assert {part_of(name) for name in SOURCES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("name", SOURCES)
def test_dependencies_point_one_way(name: str) -> None:
    part = part_of(name)
    found = {part_of(module) for module in imported(name, TREES[name])} - {part}
    assert found <= MAY_IMPORT[part], f"{name} must not import {found - MAY_IMPORT[part]}"


STAGES = ("source", "document", "normalize", "ir", "targets", "render", "output")


def test_the_stages_know_only_what_the_design_says() -> None:
    """source -> document -> normalize -> ir <- targets -> render -> output, and nothing else."""
    reach = {part: set(direct) for part, direct in MAY_IMPORT.items()}
    reach["config"] -= {"config_rules"}  # knows the targets' options, by a table without code
    for _ in reach:
        for part in reach:
            reach[part] |= set().union(*(reach[below] for below in reach[part]))
    targets = {part for part in MAY_IMPORT if part.startswith("targets")}
    for part in targets | {"render", "output", "samples", "wire"}:
        assert not reach[part] & {"source", "document", "normalize", "upgrade", "config"}, part
    assert not reach["normalize"] & (targets | {"output", "upgrade"})
    for part in ("source", "document", "structure", "upgrade", "validate"):
        assert not reach[part] & (targets | {"normalize", "render", "output", "config"}), part
    assert not reach["ir"] and not reach["render"]
    assert not any("commands" in direct for part, direct in MAY_IMPORT.items() if part != "cli")


def test_targets_do_not_know_each_other() -> None:
    targets = {part for part in MAY_IMPORT if part.startswith("targets.")}
    for part in targets:
        assert not (MAY_IMPORT[part] & targets) - {part}


# --- the world ---------------------------------------------------------------------------------

READERS = {
    "files": "documents and overlays, for `source`",
    "manifest": "manifests",
    "folder": "output folders",
    "drift": "whether an interrupted run has left something",
    "config": "configuration files",
    "config_rules": "whether a configured file is there, and what is there instead",
    "render": "templates",
    "targets.python.package": "which files the runtime has",
    "targets.typescript.package": "which files the runtime has",
    "targets.go.package": "which files the runtime has",
    "freshness": "hashes of the inputs, and what it remembers of them",
    "validate": "its cache",
    "commands.console": "the document, to show the lines that remembered findings are about",
    "commands.docs_diff": "the page to compare",
    "commands.names": "names.lock",
    "commands.selection": "whether an argument is a file",
    "commands.configuration": "the configuration, to show its lines",
    "cli": "the null device, when standard output is closed",
}
WRITERS = {
    "files": "one file in the place of another, for those below and names.lock",
    "output": "outputs",
    "freshness": "its memory, in the cache folder",
    "validate": "its cache, and the process that validates",
    "render": "compiled templates, in the cache folder",
}

_READING = {
    *(
        "open",
        "fdopen",
        "read_bytes",
        "read_text",
        "iterdir",
        "glob",
        "rglob",
        "scandir",
        "listdir",
    ),
    *("walk", "exists", "is_file", "is_dir", "is_symlink", "stat", "lstat", "readlink"),
}
_WRITING = {
    *("write_bytes", "write_text", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "touch"),
    *("rename", "symlink_to", "hardlink_to", "chmod", "utime", "mkstemp", "mkdtemp", "removedirs"),
    *("copyfile", "copytree", "copy2", "Popen", "check_call", "check_output", "NamedTemporaryFile"),
}
_OF_OS = {"replace", "remove", "link", "symlink", "truncate", "system", "execv", "fork"}


def touched(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Calls that read from the world, and calls that change it."""
    reads: set[str] = set()
    writes: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        match node.func:
            case ast.Attribute(value=ast.Name(id="extensions"), attr="rename"):
                pass  # a function of our own
            case ast.Name(id=name) if name == "open":
                reads.add(name)
            case ast.Attribute(value=ast.Name(id="os" | "subprocess"), attr=name) if (
                name in _OF_OS or name == "run"
            ):
                writes.add(name)
            case ast.Attribute(attr=name) if name in _READING:
                reads.add(name)
            case ast.Attribute(attr=name) if name in _WRITING:
                writes.add(name)
    return reads, writes


@pytest.mark.parametrize("name", SOURCES)
def test_only_the_listed_modules_touch_the_world(name: str) -> None:
    reads, writes = touched(TREES[name])
    assert not reads or name in READERS or name in WRITERS, f"{name} reads: {reads}"
    assert not writes or name in WRITERS, f"{name} writes: {writes}"


def test_the_list_of_those_who_touch_the_world_is_current() -> None:
    for name in READERS:
        assert touched(TREES[name])[0], f"{name} reads nothing any more"
    for name in WRITERS:
        assert touched(TREES[name])[1], f"{name} writes nothing any more"


NETWORK = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "ftplib",
    "urllib3",
    "httpx",
    "aiohttp",
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_generator_has_no_network(name: str) -> None:
    modules: set[str] = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules.add(node.module or "")
    assert not {it for it in modules if it in NETWORK or it.partition(".")[0] in NETWORK}


# --- dangerous calls ---------------------------------------------------------------------------

_FORBIDDEN = {"eval", "exec", "compile", "__import__", "breakpoint", "input", "print"}


@pytest.mark.parametrize(
    ("name", "tree"), [*TREES.items(), *RUNTIME_TREES.items()], ids=[*TREES, *RUNTIME_TREES]
)
def test_no_dangerous_call(name: str, tree: ast.Module) -> None:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=called)):
                assert called not in _FORBIDDEN, f"{name}:{node.lineno}: {called}()"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="yaml"), attr=called)):
                # Only as parsers of events: what loads builds objects and guesses types.
                assert called in {"CParser", "BaseLoader"}, f"{name}:{node.lineno}: yaml.{called}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=called)):
                assert owner not in {"pickle", "marshal", "shelve"}, f"{name}:{node.lineno}"
                assert (owner, called) not in {("os", "system"), ("os", "popen")}
            case ast.Attribute(attr="from_string"):
                raise AssertionError(f"{name}:{node.lineno}: a string compiled as a template")
            case ast.keyword(arg="shell"):
                raise AssertionError(f"{name}: a shell")
            case _:
                pass


# --- the IR ------------------------------------------------------------------------------------

LANGUAGE_WORDS = re.compile(
    r"(?i)\b(python|typescript|javascript|golang|java|rust|ruby|pydantic|kwargs|snake_?case|"
    r"camel_?case|pascal_?case|dataclass|typeddict|promise|goroutine|asyncio|pep ?\d+)\b"
)


def test_the_ir_has_no_word_of_a_target_language() -> None:
    assert not LANGUAGE_WORDS.findall(SOURCES["ir"].read_text(encoding="utf-8"))


def test_the_ir_is_frozen_data_without_methods() -> None:
    for node in TREES["ir"].body:
        assert not isinstance(node, ast.FunctionDef)
        if isinstance(node, ast.ClassDef):
            keywords = {it.arg: ast.unparse(it.value) for it in node.keywords}
            assert keywords.get("frozen") == "True", node.name
            assert not any(isinstance(it, ast.FunctionDef) for it in node.body), node.name
            assert ast.get_docstring(node), node.name


# --- templates ---------------------------------------------------------------------------------

TEMPLATE_FILES = sorted(
    file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.jinja")
)


def faults(node: nodes.Node) -> Iterator[str]:
    """What a template does beyond printing: allowed are for, if, include of a constant, output."""
    for inner in [node, *node.find_all(nodes.Node)]:
        place = f"line {inner.lineno}: {type(inner).__name__}"
        match inner:
            case nodes.Template() | nodes.TemplateData() | nodes.Output() | nodes.Getattr():
                pass
            case nodes.Name():
                if inner.name == "loop":
                    yield f"{place} loop"
            case nodes.For():
                if inner.test or inner.recursive or not isinstance(inner.target, nodes.Name):
                    yield place
                if not _is_name(inner.iter):
                    yield f"{place} over an expression"
            case nodes.If():
                if not _is_name(inner.test):
                    yield f"{place} with an expression"
            case nodes.Include():
                if not isinstance(inner.template, nodes.Const) or inner.ignore_missing:
                    yield place
            case nodes.Const():
                pass  # seen as the name of an include; printing one is caught below
            case _:
                yield place
        if isinstance(inner, nodes.Output):
            for part in inner.nodes:
                if not isinstance(part, nodes.TemplateData) and not _is_name(part):
                    yield f"{place} of an expression"


def _is_name(node: nodes.Node) -> bool:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def parsed(source: str) -> nodes.Template:
    return jinja2.Environment().parse(source)


@pytest.mark.parametrize("name", TEMPLATE_FILES)
def test_templates_print_views(name: str) -> None:
    assert not list(faults(parsed((TEMPLATES / name).read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    ("source", "fine"),
    [
        ("{% for a in b.c %}{{ a.d }}{% endfor %}", True),
        ("{% if a.b %}x{% else %}y{% endif %}", True),
        ('{% include "a" %}', True),
        ("{{ a|upper }}", False),
        ("{{ a() }}", False),
        ("{{ a ~ b }}", False),
        ('{{ "a" }}', False),
        ("{{ a[0] }}", False),
        ("{% if not a %}{% endif %}", False),
        ("{% if a and b %}{% endif %}", False),
        ("{% if a == 1 %}{% endif %}", False),
        ("{% if a is defined %}{% endif %}", False),
        ("{% for a in b if a %}{% endfor %}", False),
        ("{% for a in b %}{{ loop.index }}{% endfor %}", False),
        ("{% for a, b in c %}{% endfor %}", False),
        ("{% for a in b() %}{% endfor %}", False),
        ("{% set a = 1 %}", False),
        ("{% macro a() %}{% endmacro %}", False),
        ("{% include a %}", False),
        ('{% extends "a" %}', False),
        ("{% filter upper %}a{% endfilter %}", False),
    ],
)
def test_the_template_lint_itself(source: str, fine: bool) -> None:
    assert (not list(faults(parsed(source)))) == fine


def test_every_template_is_used() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES.values())
    code += "\n".join((TEMPLATES / it).read_text(encoding="utf-8") for it in TEMPLATE_FILES)
    unused = [name for name in TEMPLATE_FILES if f'/{name.rpartition("/")[2]}"' not in code]
    assert not unused


# --- the runtime -------------------------------------------------------------------------------

# Distribution -> where it may be imported. None: anywhere; else these modules of the runtime, and
# inside functions or for type checkers alone elsewhere.
RUNTIME_NEEDS: dict[str, set[str] | None] = {
    "msgspec": None,
    "urllib3": {"transport_urllib3"},
    "aiohttp": {"transport_aiohttp"},
    "yarl": {"transport_aiohttp"},  # aiohttp's own
    "certifi": set(),
    "httpx": {"transport_httpx"},
    "typing_extensions": set(),
    "pydantic_core": set(),
    "pydantic": set(),
}


@pytest.mark.parametrize("name", RUNTIME_TREES)
def test_the_runtime_imports_siblings_and_its_few_dependencies(name: str) -> None:
    tree = RUNTIME_TREES[name]
    lazily = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        or isinstance(node, ast.Try)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            assert node.level == 1, f"{name}:{node.lineno}: only siblings"
            siblings = [node.module] if node.module else [alias.name for alias in node.names]
            assert set(siblings) <= set(RUNTIME_TREES), f"{name}:{node.lineno}"
            continue
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
        else:
            continue
        for module in modules:
            top = module.partition(".")[0]
            if top in sys.stdlib_module_names:
                continue
            assert top in RUNTIME_NEEDS, f"{name}:{node.lineno}: {module}"
            where = RUNTIME_NEEDS[top]
            assert where is None or name in where or id(node) in lazily, f"{name}:{node.lineno}"


# --- files -------------------------------------------------------------------------------------

LINES = 400
LONGER = {
    "ir": "the whole vocabulary, in one place",
}
ALL_SOURCES = {**SOURCES, **{f"runtime.{file.stem}": file for file in sorted(RUNTIME.glob("*.py"))}}


@pytest.mark.parametrize("name", ALL_SOURCES)
def test_every_module_says_what_it_is_for(name: str) -> None:
    tree = ast.parse(ALL_SOURCES[name].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{name} has no docstring"


@pytest.mark.parametrize("name", ALL_SOURCES)
def test_modules_are_small(name: str) -> None:
    lines = len(ALL_SOURCES[name].read_text(encoding="utf-8").splitlines())
    assert (lines > LINES) == (name in LONGER), f"{name} has {lines} lines"


MACHINE = re.compile(
    r"(?<![\w.:/-])/(?:root|work|home/[a-z]|Users/[A-Za-z]|var/folders|mnt/[a-z])[/\w.-]*"
    r"|[A-Z]:\\Users\\"
)
# This file holds the pattern itself.
MACHINE_EXEMPT = {"tests/test_architecture.py"}


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    found: list[str] = []
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if name in MACHINE_EXEMPT or not file.is_file() or file.is_symlink():
            continue
        text = file.read_bytes().decode("utf-8", "replace")
        found.extend(f"{name}: {match}" for match in MACHINE.findall(text))
    assert not found
