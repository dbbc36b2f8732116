# `make run` and `make test` need Python >= 3.11 and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check lint types imports format model bench lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/.run  ## install and serve the shipped bundle on http://127.0.0.1:8000
	$(BIN)/framing serve

test: .venv/.test lint types  ## install and run every check and test
	$(BIN)/pytest

check: test  ## what CI runs

lint: .venv/.test  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.test  ## mypy, strict
	$(BIN)/mypy

imports: .venv/.test  ## layers, also part of the tests
	$(BIN)/lint-imports

format: .venv/.test  ## rewrite the code in the project's style
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

GUESTS := corpora/slavic-persuasion/train.csv
OWN_ROWS := Statements and targets written for this project with language-model help (datasets/), CC BY 4.0.
GUEST_ROWS := Slavic persuasion techniques corpus (SlavicNLP/SlavicPersuasionTechniques, LREC 2026), CC BY 3.0: \
	sentences of parliamentary debates and web texts; none of its text is in the bundle.

model: .venv/.run $(GUESTS)  ## remake the shipped bundle: same rows and seed, same digest
	$(BIN)/framing train datasets/*.csv $(GUESTS) --taxonomy datasets/taxonomy.toml \
		--attribution "$(OWN_ROWS)" --attribution "$(GUEST_ROWS)"

$(GUESTS): | .venv/.run
	$(BIN)/framing corpora get slavic-persuasion

lock: .venv/.test  ## pin what pyproject.toml asks for
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock

clean:  ## remove what was installed and cached
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python >= 3.11 is needed: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

.venv/.test: .venv/bin/python requirements-dev.lock pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@ .venv/.run
