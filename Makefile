# Every target sets up what it needs: the virtual environment, the locked dependencies, and (browser tests only) Chromium from Debian.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES ?= ../shared/data
READY := $(VENV)/.ready
# Two workers share the machine, so that linear algebra has one thread in each; tests/test_threads.py tries others.
TESTS := SOURCES="$(SOURCES)" OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
# What is compiled once is there for every worker and every process that tests start; what nobody imports is never compiled.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help brief check test long lint compiled edition results bench docs lock wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

brief: $(READY) ## write brief.html: Russia and Iran in 2022, from real data (A=, B= and YEAR= for others)
	$(BIN)/westphalia brief "$(or $(A),Russia)" "$(or $(B),Iran)" --year $(or $(YEAR),2022)
	$(BIN)/westphalia brief "$(or $(A),Russia)" "$(or $(B),Iran)" --year $(or $(YEAR),2022) --format html -o brief.html
	@echo "Open brief.html in a browser."

check: $(READY) ## lint, types and the fast tests, in about two minutes
	@$(MAKE) --no-print-directory --jobs 2 lint compiled
	$(TESTS) -m "not long and not slow"

test: $(READY) ## lint, types, contracts and every test: what continuous integration runs
	@$(MAKE) --no-print-directory --jobs 2 lint compiled
	$(TESTS)

compiled: $(READY) # beside mypy, which takes one processor: else each worker compiles all tests for itself
	@SOURCES="$(SOURCES)" $(BIN)/python -m pytest -n 0 -qq --collect-only > $(VENV)/collected || { tail -n 50 $(VENV)/collected; exit 1; }

long: $(READY) ## what takes long: many at once, all of what is drawn, every table and every hindcast anew
	HYPOTHESIS_PROFILE=full $(TESTS) -m "long or hypothesis"
	ATTACK=25 $(TESTS) tests/test_attack.py

lint: $(READY) ## ruff, mypy and the one-way import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-cache

edition: $(READY) ## build the edition from SOURCES (default ../shared/data)
	@test -d "$(SOURCES)" || { echo "No source data at $(SOURCES). Say where they are: make edition SOURCES=folder"; exit 1; }
	$(BIN)/python -m sources.build "$(SOURCES)"
	$(BIN)/python -m sources.models --model-only
	$(BIN)/python -m sources.licences
	$(BIN)/python -m docs.generate

results: $(READY) ## fit, try out and check everything that is stored beside the tables (what has changed; all with FORCE=1, an hour)
	$(BIN)/python -m sources.models $(if $(FORCE),--force)
	$(BIN)/python -m sources.cases $(if $(FORCE),--force)
	$(BIN)/python -m sources.nuclear $(if $(FORCE),--force)
	$(BIN)/python -m sources.analogues $(if $(FORCE),--force)
	$(BIN)/python -m sources.unrest $(if $(FORCE),--force)
	$(BIN)/python -m sources.pass_through $(if $(FORCE),--force)
	$(BIN)/python -m sources.claims $(if $(FORCE),--force)
	$(BIN)/python -m sources.system $(if $(FORCE),--force)
	$(BIN)/python -m sources.system_early $(if $(FORCE),--force)
	$(BIN)/python -m sources.hindcast $(if $(FORCE),--force)
	$(BIN)/python -m sources.shocks $(if $(FORCE),--force)
	$(BIN)/python -m docs.generate

bench: $(READY) ## time what it costs to run
	$(BIN)/python -m benchmarks.run

docs: $(READY) ## build the documentation site into docs/_build/html
	$(BIN)/python -m docs.generate
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "Open docs/_build/html/index.html in a browser."

lock: ## resolve the dependencies anew for Python 3.11
	$(PYTHON) -m venv .lock-venv && .lock-venv/bin/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" .lock-venv/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --extra build --extra dev --extra images --extra excel --extra app --extra mcp --extra networks --extra docs --all-build-deps --output-file requirements.lock pyproject.toml
	rm -r .lock-venv

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean: ## remove everything that was made here, the edition excepted
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist docs/_build brief.html
