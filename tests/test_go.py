"""The Go target with Go's own tools. Without Go a loud skip; in CI an error."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.go.packages import MODULE, go_files, write_module
from tests.go.toolchain import LEAN, run
from tests.support import ROOT, from_file

from clientsmith import config as configuration
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


def test_runtime(tmp_path: Path) -> None:
    """The runtime's own tests, all wire vectors among them."""
    core = tmp_path / "internal" / "core"
    shutil.copytree(ROOT / "templates" / RUNTIME, core)
    for file in (ROOT / "tests" / "runtime" / "go").glob("*.go"):
        shutil.copy(file, core)
    (tmp_path / "go.mod").write_text(f"module {MODULE}\n\ngo 1.24\n")
    assert run(tmp_path, "gofmt", "-l", ".") == ""
    run(tmp_path, "go", "test", "-vet=all", "./...", WIRE=str(ROOT / "tests" / "wire"))


def test_generated_client() -> None:
    assert run(GENERATED, "gofmt", "-l", ".") == ""
    run(GENERATED, "go", "test", "-vet=all", "./...")


def program(folder: Path, text: str) -> str:
    """What a program prints that depends on the generated module and a local server."""
    path = "github.com/stainless-sdks/llamacloud-prod-go"
    (folder / "go.mod").write_text(
        f"module seed\n\ngo 1.24\n\nrequire {path} v0.0.0\n\nreplace {path} => {GENERATED}\n"
    )
    (folder / "main.go").write_text(text)
    (folder / "server.go").write_text(SERVER)
    return run(folder, "go", "run", ".")


def test_the_program_of_the_seed_runs_unchanged(tmp_path: Path) -> None:
    seed = next(iter((ROOT / "tests" / "seeds").glob("*.go")))
    printed = program(tmp_path, seed.read_text())
    assert printed.startswith("&{Items:[{ID:job-0 JobType:parse ProjectID:p Status:new")


def test_three_pages_are_iterated_both_ways(tmp_path: Path) -> None:
    first, second = program(tmp_path, PAGES).split("\n", 1)
    assert first == "job-0 job-1 job-2 job-3 job-4 job-5 <nil>"
    assert second == "".join(f"job-{number} false <nil> " for number in range(6))


PART = """
package main

import (
	"encoding/json"
	"fmt"

	"github.com/stainless-sdks/llamacloud-prod-go"
)

func main() {
	var batch llamacloudprod.BatchListResponse
	text := `{"id":"b","config":{"job":{"type":"parse_v2","newer":1}}}`
	if err := json.Unmarshal([]byte(text), &batch); err != nil {
		panic(err)
	}
	part, err := json.Marshal(batch.Config.Job)
	fmt.Println(string(part), err)
	var again llamacloudprod.BatchListResponseConfig
	err = json.Unmarshal([]byte(`{"job":{"newer":2}}`), &again)
	part, _ = json.Marshal(again)
	fmt.Println(string(part), err)
}
"""


def test_a_part_of_a_model_keeps_what_it_does_not_know_by_itself(tmp_path: Path) -> None:
    first, second = program(tmp_path, PART).splitlines()
    assert first == '{"type":"parse_v2","newer":1} <nil>'
    assert second == '{"job":{"newer":2}} <nil>'


def packages() -> Iterator[tuple[str, list[File]]]:
    """The package of every case, and of a document whose every text is hostile."""
    for folder in sorted(CASES.iterdir()):
        config = None
        if (folder / configuration.NAME).is_file():
            (config,) = configuration.load(folder / configuration.NAME).apis
        made = from_file(folder / "spec.yaml", config, name=folder.name)
        if made.api is not None:
            package = f"case{folder.name.replace('-', '')}"
            yield package, go_files(made.api, package)
    hostile = from_file(ROOT / "tests" / "hostile" / "everything.yaml", name="hostile").api
    assert hostile is not None
    yield "hostile", go_files(hostile, "hostile")


def test_all_cases_pass_their_own_tests(tmp_path: Path) -> None:
    """One run of each tool for all of them."""
    found = dict(packages())
    write_module(tmp_path, found.items())
    assert run(tmp_path, "gofmt", "-l", ".") == ""
    # The hostile document has names that HTTP has no place for: it has to compile, no more.
    run(tmp_path, "go", "vet", "./packages/hostile/...")
    cases = [f"./packages/{name}/..." for name in found if name != "hostile"]
    assert len(cases) > 20
    run(tmp_path, "go", "test", *LEAN, *cases)


def test_no_file_is_excluded_by_a_build_constraint() -> None:
    for name, files in packages():
        for file in files:
            stem = file.path.rpartition("/")[2].removesuffix(".go").removesuffix("_test")
            assert "_" not in stem, name
            assert stem.isascii(), name
            assert b"//go:" not in file.text, name
            assert len(file.text.splitlines()) <= 5000, name
