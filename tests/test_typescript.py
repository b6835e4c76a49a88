"""The TypeScript target as a whole: its output compiles, is formatted, and passes its tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import ROOT, from_file, from_tree
from tests.typescript import toolchain

from clientsmith import ir, render
from clientsmith.targets import typescript

PACKAGE = ROOT / "generated/llamacloud/typescript"
RUNTIME = ROOT / "templates/typescript/runtime"
CASES = ROOT / "tests/cases"
SEEDS = ROOT / "tests/typescript"
GITHUB = ROOT / ".bench-venv/documents/github.json"


def written(api: ir.Api, folder: Path) -> Path:
    """A generated package in a folder."""
    for file in render.render(typescript.plan(typescript.lower(api, {}))):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text)
    return folder


# --- the committed client ------------------------------------------------------------------------


@pytest.mark.parametrize("compiler", toolchain.COMPILERS)
def test_the_client_compiles(compiler: str) -> None:
    assert toolchain.tsc(PACKAGE, "--noEmit", compiler=compiler) == ""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client and its tests, compiled."""
    folder = tmp_path_factory.mktemp("client")
    assert toolchain.tsc(PACKAGE, "--outDir", str(folder)) == ""
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def test_the_clients_tests_pass(compiled: Path) -> None:
    toolchain.run_tests(sorted((compiled / "tests").glob("*.test.js")), compiled)


@pytest.mark.parametrize("name", ["wire", "runtime"])
def test_the_runtime(compiled: Path, name: str) -> None:
    file = ROOT / f"tests/runtime/typescript/{name}.test.mjs"
    runtime = compiled / "src/runtime"
    toolchain.run_tests([file], compiled, CLIENTSMITH_RUNTIME=str(runtime))


def test_prettier_has_nothing_to_do(tmp_path: Path) -> None:
    settings = tmp_path / "prettier.json"
    settings.write_text('{"singleQuote": true, "printWidth": 100, "trailingComma": "all"}')
    command = toolchain.script("prettier", "bin/prettier.cjs")
    folders = [f"{PACKAGE}/src/**/*.ts", f"{PACKAGE}/tests/*.ts"]
    output = toolchain.run([*command, "--config", str(settings), "--check", *folders], ROOT)
    assert not output.startswith("exit code"), output


# --- the programs of the seeds -------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that depends on the package as it would be published."""
    folder = tmp_path_factory.mktemp("project")
    package = folder / "node_modules/@llamaindex/llama-cloud"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("tests"))
    assert toolchain.tsc(package, "-p", "tsconfig.build.json") == ""
    (folder / "node_modules/@types").symlink_to(toolchain.MODULES / "@types")
    (folder / "node_modules/undici-types").symlink_to(toolchain.MODULES / "undici-types")
    for file in (SEEDS / "programs").iterdir():
        shutil.copy(file, folder)
    return folder


@pytest.mark.parametrize("compiler", toolchain.COMPILERS)
def test_the_programs_of_the_seeds(installed: Path, compiler: str) -> None:
    """Type-checked with the declarations of the package; run as ESM and as CommonJS."""
    assert toolchain.tsc(installed, compiler=compiler) == ""
    output = toolchain.run([toolchain.node(), "run.mjs"], installed)
    assert output.splitlines() == [
        *("list.mjs: job-1 job-2 job-3 job-4 job-5", "status.mjs: job_id"),
        *("list.cjs: job-1 job-2 job-3 job-4 job-5", "require.cjs: job-1 job-2 job-3 job-4 job-5"),
        f"picked.mjs: {' '.join(3 * ['job-1 job-2 job-3 job-4 job-5'])} job_id job-1",
        *("picked.cjs: job-1 job-2 job-3 job-4 job-5 job_id", "not asked again: "),
    ]


# --- every case ----------------------------------------------------------------------------------


def cases() -> Iterator[tuple[str, ir.Api]]:
    for path in sorted(CASES.glob("*/spec.yaml")):
        api = from_file(path, name=path.parent.name).api
        if api is not None:
            yield path.parent.name, api


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of all cases, side by side, so that one run of the compiler takes them all."""
    folder = tmp_path_factory.mktemp("cases")
    for name, api in cases():
        package = written(api, folder / name)
        shared = package / "tests/node.d.ts"
        if not (folder / "node.d.ts").exists():
            shutil.copy(shared, folder)
        shared.unlink()
    settings = (PACKAGE / "tsconfig.json").read_text()
    settings = settings.replace('["src", "tests"]', '["node.d.ts", "*/src", "*/tests"]')
    (folder / "tsconfig.json").write_text(settings)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def test_the_cases_compile_and_their_tests_pass(together: Path) -> None:
    assert toolchain.tsc(together) == ""
    toolchain.run_tests(sorted((together / "build").glob("*/tests/*.test.js")), together)


# --- bundles -------------------------------------------------------------------------------------


def _bundle(folder: Path, program: str) -> int:
    """Bytes of a program, minified and compressed."""
    (folder / "program.ts").write_text(program)
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=error"]
    command = [str(toolchain.MODULES / "esbuild/bin/esbuild"), "program.ts", *options]
    toolchain.script("esbuild", "bin/esbuild")
    output = toolchain.run([*command, "--outfile=program.js"], folder)
    assert output == ""
    toolchain.run(["gzip", "-9", "-f", "-k", "-n", "program.js"], folder)
    return (folder / "program.js.gz").stat().st_size


def test_a_bundle_has_what_it_uses(tmp_path: Path) -> None:
    source = (PACKAGE / "src").as_posix()
    whole = f"""import LlamaCloud from '{source}/index.js';
        console.log(await new LlamaCloud().beta.batch.getStatus('x'));"""
    single = f"""import {{ LlamaCloudCore }} from '{source}/index.js';
        import {{ getStatus }} from '{source}/resources/beta/batch.js';
        console.log(await getStatus(new LlamaCloudCore(), 'x'));"""
    resource = f"""import {{ LlamaCloudCore }} from '{source}/index.js';
        import {{ Batch }} from '{source}/resources/beta/batch.js';
        console.log(await new Batch(new LlamaCloudCore()).getStatus('x'));"""
    recovering = single.replace("LlamaCloudCore }", "LlamaCloudCore, followRedirects, retry }")
    recovering = recovering.replace("Core()", "Core({ retry, redirect: followRedirects })")
    picked = f"""import {{ createClient }} from '{source}/index.js';
        import {{ Batch }} from '{source}/resources/beta/batch.js';
        const client = createClient({{ beta: {{ batch: Batch }} }});
        console.log(await client.beta.batch.getStatus('x'));"""
    operation = picked.replace("Batch }", "getStatus }").replace(": Batch", ": { getStatus }")
    error = f"""import {{ NotFoundError }} from '{source}/index.js'; console.log(NotFoundError);"""
    assert _bundle(tmp_path, whole) <= 6000
    assert _bundle(tmp_path, single) <= 3000
    assert _bundle(tmp_path, recovering) <= 3700
    assert _bundle(tmp_path, resource) <= 4600
    assert _bundle(tmp_path, error) <= 400
    assert _bundle(tmp_path, picked) <= 6000
    text = (tmp_path / "program.js").read_text()
    assert "/api/v2/batches" not in text and "total_size" in text  # another; the listing
    assert _bundle(tmp_path, operation) <= 4700
    assert "total_size" not in (tmp_path / "program.js").read_text()


def test_a_bundle_does_not_grow_with_the_api(tmp_path: Path) -> None:
    sizes = []
    for count in (3, 30):
        item = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        read = {"parameters": [item], "responses": {"200": {"description": "OK"}}}
        paths = {f"/things{index}/{{id}}": {"get": read} for index in range(count)}
        document = {"openapi": "3.1.0", "info": {"title": "Many", "version": "1"}, "paths": paths}
        api = from_tree(document).api
        assert api is not None
        folder = written(api, tmp_path / str(count))
        source = (folder / "src").as_posix()
        single = f"""import {{ ManyCore }} from '{source}/index.js';
            import * as things0 from '{source}/resources/things0.js';
            const client = new ManyCore({{ baseURL: 'http://localhost' }});
            console.log(await things0.retrieve(client, 'x'));"""
        resource = single.replace(
            "things0.retrieve(client, ", "new things0.Things0(client).retrieve("
        )
        picked = single.replace("new ManyCore({", "createClient({ things0: TABLE }, {")
        picked = picked.replace("ManyCore", "createClient")
        picked = picked.replace("things0.retrieve(client, ", "client.things0.retrieve(")
        tables = ("things0.Things0", "{ retrieve: things0.retrieve }")
        programs = [single, resource, *(picked.replace("TABLE", it) for it in tables)]
        sizes.append([_bundle(tmp_path, program) for program in programs])
    few, many = sizes
    assert max(abs(a - b) for a, b in zip(few, many, strict=True)) <= 8


def test_a_function_of_githubs_client_is_bundled_alone(tmp_path: Path) -> None:
    """1,200 operations, 200 of them in the module."""
    document = Path(os.environ.get("GITHUB_DOCUMENT", GITHUB))
    if not document.is_file():
        pytest.skip("NOT TESTED: GitHub's document is not here; `make bench` fetches it")
    api = from_file(document, name="github").api
    assert api is not None
    core = f"{typescript.lower(api, {}).facts.client}Core"
    source = (written(api, tmp_path / "github") / "src").as_posix()
    single = f"""import {{ {core} as Core }} from '{source}/index.js';
        import * as repos from '{source}/resources/repos.js';
        console.log(await repos.get(new Core(), 'repo', {{ owner: 'owner' }}));"""
    assert _bundle(tmp_path, single) <= 3000
    picked = f"""import {{ createClient }} from '{source}/index.js';
        import {{ get }} from '{source}/resources/repos.js';
        const client = createClient({{ repos: {{ get }} }});
        console.log(await client.repos.get('repo', {{ owner: 'owner' }}));"""
    assert _bundle(tmp_path, picked) <= 4700


# --- other surroundings --------------------------------------------------------------------------

RESULT = "job-1 job-2 job-3 job_id 200 true 404 APIUserAbortError hi.txt hi"


def test_workers_browsers_and_other_runtimes(compiled: Path, tmp_path: Path) -> None:
    """A global scope without Node.js, one with a document; Deno and Bun where they are there."""
    program = tmp_path / "program.ts"
    program.write_text(
        f"import * as client from '{(PACKAGE / 'src').as_posix()}/index.js';\n"
        f"import {{ everywhere }} from '{SEEDS.as_posix()}/programs/everywhere.mjs';\n"
        "export default (url: string) => everywhere(client as never, url);\n"
    )
    options = ["--bundle", "--platform=browser", "--format=iife", "--log-level=error"]
    options += ["--global-name=made", "--footer:js=var program = made.default;"]
    esbuild = str(toolchain.MODULES / "esbuild/bin/esbuild")
    bundle = tmp_path / "program.js"
    output = toolchain.run([esbuild, str(program), *options, f"--outfile={bundle}"], tmp_path)
    assert output == ""
    ways = {"deno": "eval", "bun": "-e", "node": "--input-type=module -e"}
    found = {name: shutil.which(name) for name in ways}
    commands = [f"{found[name]} {way}" for name, way in ways.items() if found[name]]
    index = (compiled / "src/index.js").as_uri()
    script = [toolchain.node(), str(SEEDS / "elsewhere.mjs"), str(bundle), index, *commands]
    browser, *others = sorted(toolchain.run(script, tmp_path).splitlines())
    assert browser.startswith("browser: ClientError: secrets in a browser need")
    names = sorted(["worker", *(name for name in ways if found[name])])
    assert others == [f"{name}: {RESULT}" for name in names]
