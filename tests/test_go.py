"""The Go target with Go's own tools. Without Go a loud skip; in CI an error."""

from __future__ import annotations

import json
import os
import shutil
from functools import cache
from pathlib import Path

import pytest
from tests.go_packages import MODULE, ROOT, go_files, run, write_module
from tests.support import from_file

from clientsmith import config as configuration
from clientsmith import ir
from clientsmith.render import File
from clientsmith.targets.go.package import RUNTIME

CASES = ROOT / "tests" / "cases"
GENERATED = ROOT / "generated" / "llamacloud" / "go"

SERVER = """
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
)

func init() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		if r.Header.Get("Authorization") != "Bearer My API Key" {
			w.WriteHeader(401)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		job := `{"id":"job-%d","job_type":"parse","project_id":"p","status":"new","total_items":1}`
		items := fmt.Sprintf(job+","+job, offset, offset+1)
		fmt.Fprintf(w, `{"items":[%s],"total_size":6}`, items)
	}))
	os.Setenv("LLAMA_CLOUD_BASE_URL", server.URL)
}
"""

PAGES = """
package main

import (
	"context"
	"fmt"

	"github.com/stainless-sdks/llamacloud-prod-go"
	"github.com/stainless-sdks/llamacloud-prod-go/option"
)

func main() {
	client := llamacloudprod.NewClient(option.WithAPIKey("My API Key"))
	params := llamacloudprod.BetaBatchListParams{Limit: llamacloudprod.Int(2)}
	iter := client.Beta.Batch.ListAutoPaging(context.TODO(), params)
	for iter.Next() {
		fmt.Print(iter.Current().ID, " ")
	}
	fmt.Println(iter.Err())
	page, err := client.Beta.Batch.List(context.TODO(), params)
	if err != nil {
		panic(err)
	}
	for job, err := range page.All() {
		fmt.Print(job.ID, " ", job.Status.IsKnown(), err, " ")
	}
}
"""


def checked(folder: Path, *command: str) -> str:
    done = run(folder, *command)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


def test_runtime(tmp_path: Path) -> None:
    """The runtime's own tests, all wire vectors among them."""
    core = tmp_path / "internal" / "core"
    shutil.copytree(ROOT / "templates" / RUNTIME, core)
    for file in (ROOT / "tests" / "runtime" / "go").glob("*.go"):
        shutil.copy(file, core)
    (tmp_path / "go.mod").write_text(f"module {MODULE}\n\ngo 1.24\n")
    os.environ["WIRE"] = str(ROOT / "tests" / "wire")
    assert checked(tmp_path, "gofmt", "-l", ".") == ""
    checked(tmp_path, "go", "vet", "./...")
    checked(tmp_path, "go", "test", "-count=1", "./...")


def test_generated_client() -> None:
    assert checked(GENERATED, "gofmt", "-l", ".") == ""
    checked(GENERATED, "go", "vet", "./...")
    checked(GENERATED, "go", "test", "./...")


def program(folder: Path, text: str) -> str:
    """What a program prints that depends on the generated module and a local server."""
    path = "github.com/stainless-sdks/llamacloud-prod-go"
    (folder / "go.mod").write_text(
        f"module seed\n\ngo 1.24\n\nrequire {path} v0.0.0\n\nreplace {path} => {GENERATED}\n"
    )
    (folder / "main.go").write_text(text)
    (folder / "server.go").write_text(SERVER)
    return checked(folder, "go", "run", ".")


def test_the_program_of_the_seed_runs_unchanged(tmp_path: Path) -> None:
    seed = next(iter((ROOT / "tests" / "seeds").glob("*.go")))
    printed = program(tmp_path, seed.read_text())
    assert printed.startswith("&{Items:[{ID:job-0 JobType:parse ProjectID:p Status:new")


def test_three_pages_are_iterated_both_ways(tmp_path: Path) -> None:
    first, second = program(tmp_path, PAGES).split("\n", 1)
    assert first == "job-0 job-1 job-2 job-3 job-4 job-5 <nil>"
    assert second == "".join(f"job-{number} false <nil> " for number in range(6))


@cache
def packages() -> tuple[tuple[str, ir.Api, list[File]], ...]:
    found = []
    for folder in sorted(CASES.iterdir()):
        config = None
        if (folder / configuration.NAME).is_file():
            (config,) = configuration.load(folder / configuration.NAME).apis
        made = from_file(folder / "spec.yaml", config, name=folder.name)
        if made.api is not None:
            package = f"case{folder.name.replace('-', '')}"
            found.append((package, made.api, go_files(made.api, package)))
    hostile = from_file(ROOT / "tests" / "hostile" / "everything.yaml", name="hostile").api
    assert hostile is not None
    found.append(("hostile", hostile, go_files(hostile, "hostile")))
    return tuple(found)


def test_all_cases_pass_their_own_tests(tmp_path: Path) -> None:
    """One run of each tool for all of them."""
    write_module(tmp_path, ((name, files) for name, _, files in packages()))
    assert checked(tmp_path, "gofmt", "-l", ".") == ""
    checked(tmp_path, "go", "vet", "./...")
    fields = "-json=XTestGoFiles,ImportPath"
    listed = checked(tmp_path, "go", "list", fields, "./packages/...")
    decoder = json.JSONDecoder()
    tested: list[str] = []
    while listed := listed.strip():
        package, end = decoder.raw_decode(listed)
        listed = listed[end:]
        # The hostile document has names that HTTP has no place for: it has to compile, no more.
        if package.get("XTestGoFiles") and not package["ImportPath"].endswith("/hostile"):
            tested.append(package["ImportPath"])
    assert len(tested) > 20
    checked(tmp_path, "go", "test", *tested)


@pytest.mark.parametrize("name", [name for name, _, _ in packages()])
def test_no_file_is_excluded_by_a_build_constraint(name: str) -> None:
    files = next(files for package, _, files in packages() if package == name)
    for file in files:
        stem = file.path.rpartition("/")[2].removesuffix(".go").removesuffix("_test")
        assert "_" not in stem
        assert stem.isascii()
        assert b"//go:" not in file.text
        assert len(file.text.splitlines()) <= 5000
