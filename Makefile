# Everything happens in .venv, made from the pinned versions in requirements/.
# Another Python: make test PYTHON=python3.12 (after make clean).

VENV := .venv
LOCKED := dev
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

# The first Python that is new enough; python3 may be older than another one beside it.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$python; break; fi; done)

# Each Python from 3.11 on that is found, one of every version: those on the path, and those
# where pyenv and uv keep theirs. Others: make test-all PYTHONS="a/bin/python b/bin/python".
PYTHONS ?= $(shell seen=" "; for python in python3 python3.11 python3.12 python3.13 python3.14 \
	"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.*/bin/python3 \
	"$${XDG_DATA_HOME:-$$HOME/.local/share}"/uv/python/cpython-3.*/bin/python3; do \
	version=$$($$python -c 'import sys, venv, ensurepip; v = sys.version_info[:2]; \
	print("%d.%d" % v if v >= (3, 11) else "")' 2>/dev/null); \
	case "$$seen " in (*" $$version "*) ;; (*) seen="$$seen $$version"; echo $$python;; esac; done)

# Files in which cog writes real output of the command; one terminal width for everybody.
COG_FILES = $(shell grep -ls '\[\[\[cog' README.md docs/*.md)
COG = COLUMNS=80 NO_COLOR=1 $(BIN)/cog

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help triage test test-unit thorough test-all coverage mutation mutants mutate fuzz fuzzed engine engines check proofs data-diff lint types \
	layers deps docs-check docs bench lock upgrade clean

help:  ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

triage: $(VENV)/.runtime data/index  ## Start the interview; more options with ARGS="..."
	@# Ctrl-C is a way to stop like any other, and no error of make.
	@$(BIN)/crisis triage $(ARGS) || test $$? -eq 130

# Compiled code is kept, also where PYTHONDONTWRITEBYTECODE forbids it: tests start the command
# often. Tests in a terminal mostly wait, so more of them run than a small machine has cores.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/pytest

# A whole file goes to one worker, which makes what its tests share once; in the order of
# tests/conftest.py, the costly ones first.
SHARED = --dist loadfile --no-loadscope-reorder

test: $(VENV)/.dev data/index  ## Run the tests in two minutes; a selection with ARGS="-k lookup"
	$(PYTEST) -n 4 $(SHARED) $(ARGS)

UNIT = tests/model tests/triage tests/directory tests/wording tests/render
test-unit: $(VENV)/.dev data/index  ## Run those of rules, directory, words and results: seconds
	$(PYTEST) -n 2 $(SHARED) $(MEASURE) $(UNIT) $(ARGS)

# Where `make test` tries a part of what is drawn or listed at length, this tries all of it.
thorough: $(VENV)/.dev data/index  ## Run the tests that try a part only, on the whole; minutes
	CRISIS_TESTS=thorough $(PYTEST) -n 3 $(SHARED) -m "thorough or only_thorough or hypothesis" $(ARGS)

# Of the core by its own tests: with all packages and all tests it takes minutes, and the command
# as started by a test is not measured anyway. The floor stands in pyproject.toml.
coverage: MEASURE = --cov --cov-report=term:skip-covered
coverage: test-unit  ## Show the branches of the core that its tests leave unvisited; fail if too many

# An environment of its own: mutmut brings much along, and is for Linux.
mutation:  ## Count which small faults in rules, hours and drafts the tests find; takes minutes
	@$(MAKE) --no-print-directory mutants VENV=.venv-mutation LOCKED=mutation

mutate: $(VENV)/.dev data/index  ## Change each condition, number and region in data/: is each fault found?
	$(BIN)/python -m tests.mutation.data_run $(ARGS)

mutants: $(VENV)/.dev
	$(BIN)/python tests/mutation/mutants.py --floor 94 $(ARGS)

# An environment of its own as well: the fuzzer is for Linux.
FUZZ = --seconds 60
fuzz:  ## Put hostile input in at every door; longer or less with FUZZ="--runs 50000 names"
	@$(MAKE) --no-print-directory fuzzed VENV=.venv-fuzz LOCKED=fuzz

fuzzed: $(VENV)/.dev data/index
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m tests.fuzz.drive $(FUZZ)

# An environment of its own as well: a rules engine of others, to compare ours with.
engine:  ## Measure verdicts per second beside GoRules zen-engine, on the same cases
	@$(MAKE) --no-print-directory engines VENV=.venv-engine LOCKED=engine

engines: $(VENV)/.dev data/index
	$(BIN)/python benchmarks/engine.py $(ARGS)

# Each version has an environment of its own, beside .venv.
test-all:  ## Run the tests on every Python from 3.11 on that is present
	@failed=; for python in $(PYTHONS); do \
		version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "Python $$version"; \
		$(MAKE) --no-print-directory test VENV=.venv-$$version PYTHON=$$python \
		|| failed="$$failed $$version"; \
	done; test -z "$$failed" || { echo "The tests fail on$$failed."; exit 1; }

check: data-diff lint types layers deps docs-check proofs coverage thorough test  ## Run everything that CI runs

proofs: $(VENV)/.runtime data/index  ## Prove what the rules promise: all answers, places and hours
	$(BIN)/crisis check

# It informs, and never fails: whether a change is meant is for who reads it. SINCE=main looks at
# all commits of a branch.
SINCE ?= HEAD~1
data-diff: $(VENV)/.runtime data/index  ## Show what changes in data/ do to situations, SINCE=HEAD~1
	@if git rev-parse --quiet --verify $(SINCE) >/dev/null 2>&1 \
		&& ! git diff --quiet $(SINCE) -- data; then \
		$(BIN)/crisis diff $(SINCE) data --markdown || true; \
	else echo "No change in data/ since $(SINCE)."; fi

lint: $(VENV)/.dev  ## Check style and formatting with ruff
	$(BIN)/ruff check
	$(BIN)/ruff format --check

# The tests drive a POSIX terminal, so for Windows only the program is checked.
types: $(VENV)/.dev  ## Check types with mypy --strict, for Linux, macOS and Windows
	$(BIN)/mypy --platform linux
	$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/darwin
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 crisiszorg_cli hatch_build.py

layers: $(VENV)/.dev  ## Check what may import what
	$(BIN)/lint-imports

deps: $(VENV)/.dev  ## Check that what is imported is declared, and the other way round
	$(BIN)/deptry --no-ansi .

docs-check: $(VENV)/.dev  ## Check that generated parts of the documentation are up to date
	$(if $(COG_FILES),$(COG) --check --diff $(COG_FILES),@echo "No generated documentation.")

bench: $(VENV)/.dev data/index  ## Measure start-up and key latency against bare programs; takes minutes
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/key_latency.py

docs: $(VENV)/.dev  ## Write the generated parts of the documentation
	$(BIN)/python docs/make_pictures.py
	$(if $(COG_FILES),$(COG) -r $(COG_FILES),@echo "No generated documentation.")

lock: | $(BIN)/python  ## Pin again after a change in pyproject.toml, keeping the pins that still fit
	$(PIP) install "uv<1"
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	$(LOCK) pyproject.toml --constraint requirements/dev.txt --output-file requirements/runtime.txt
	$(LOCK) --group build --constraint requirements/dev.txt --output-file requirements/build.txt
	$(LOCK) pyproject.toml --group mutation --constraint requirements/dev.txt \
		--output-file requirements/mutation.txt
	$(LOCK) pyproject.toml --group fuzz --constraint requirements/dev.txt \
		--output-file requirements/fuzz.txt
	$(LOCK) pyproject.toml --group engine --constraint requirements/dev.txt \
		--output-file requirements/engine.txt

upgrade:  ## Pin the newest versions that pyproject.toml allows
	$(MAKE) lock UPGRADE=--upgrade

clean:  ## Remove the virtual environment and everything that is generated
	rm -rf $(VENV) .venv-* .fuzz build dist data/index .coverage* .mypy_cache .pytest_cache .ruff_cache \
		.hypothesis .import_linter_cache

# Makes looking up fast. Without it, or when it no longer fits the data, all is read anew.
data/index: $(VENV)/.runtime $(wildcard data/*.yaml crisiszorg_cli/*.py crisiszorg_cli/*/*.py)
	@$(BIN)/crisis check --index >/dev/null

# What the program needs, and what is needed to install it.
$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "Installing what crisis needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The same, and the tools to test it with: dev.txt holds both other files; mutation.txt, fuzz.txt
# and engine.txt hold dev.txt.
$(VENV)/.dev: requirements/$(LOCKED).txt pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --require-hashes -r $<
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.runtime

$(BIN)/python:
	$(if $(PYTHON),,$(error Python 3.11 or newer is needed, and was not found))
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu install python3-venv"; \
		exit 1; }
