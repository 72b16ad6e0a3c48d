# JobLab: `make dev` runs the whole system on this machine, `make test` proves it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# A Python 3.13, wherever this machine keeps it.
PYTHON ?= $(shell for p in python3.13 python3 "$$(pyenv prefix 3.13 2>/dev/null)/bin/python3.13"; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null && command -v "$$p" && break; done)
UV := .venv/bin/uv
# Bytecode is kept even where the environment forbids it: else each of a test run's many processes compiles all that it imports.
unexport PYTHONDONTWRITEBYTECODE
LOCK := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.13

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

.venv/installed: requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "JobLab needs Python 3.13: install it, or say where it is: make PYTHON=/path/to/python3.13"; exit 1; }
	@test -x $(UV) || { "$(PYTHON)" -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9; }
	$(UV) pip install --quiet --python .venv/bin/python --require-hashes -r requirements-dev.txt
	$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

.venv-deploy/installed: requirements-deploy.txt .venv/installed
	@test -x .venv-deploy/bin/python || $(UV) venv --quiet --python .venv/bin/python .venv-deploy
	$(UV) pip install --quiet --python .venv-deploy/bin/python --require-hashes -r requirements-deploy.txt
	@touch $@

local/supabase/node_modules/.installed: local/supabase/package-lock.json
	npm ci --silent --prefix local/supabase
	@touch $@

web/node_modules/.installed: web/package-lock.json
	npm install --no-save --silent --prefix web  # not `npm ci`: it wants every platform's binaries in the lock file
	@touch $@

install:
	@$(MAKE) --silent -j 3 .venv-deploy/installed local/supabase/node_modules/.installed web/node_modules/.installed

dev: install ## run the whole system on this machine; Ctrl-C stops it
	@.venv/bin/joblab dev

test: install ## lint, types and every test but the slow ones
	@$(MAKE) --no-print-directory -j 2 check-python test-web
	.venv/bin/pytest -m "not slow" -n 4 --dist loadfile --no-loadscope-reorder tests/integration tests/unit  # many wait; the longest first
	.venv/bin/pytest -m "not slow" -n 2 --dist worksteal tests/e2e  # on its own: the browser's event loop never ends

test-slow: install ## the stand-in against the baseline of the evaluation, Lighthouse, and more random requests
	.venv/bin/pytest -m slow tests
	FUZZ_CASES=100 .venv/bin/pytest tests/integration/fuzz/test_document.py

check: install ## lint and types
	@$(MAKE) --no-print-directory -j 2 check-python check-web

check-python:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

test-web: check-web
	npm test --silent --prefix web

check-web:
	npm run --silent --prefix web check

format: install ## let ruff rewrite the code
	.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

bench: install ## measure everything, side by side, and write the tables of docs/ (28 minutes on a quiet machine)
	.venv/bin/python -m benchmarks

bench-quick: install ## the ratios that CI asserts, alone
	.venv/bin/pytest tests/unit/benchmarks tests/unit/api/test_token_budget.py tests/integration/benchmarks \
		tests/integration/database/test_budget.py tests/integration/package/test_package.py tests/unit/api/test_chat.py \
		-k "benchmarks or budget or init_costs or first_text"

generated: install ## write what follows from the catalogue: SQL, the page's words, the API's types
	.venv/bin/python -m cli.generate
	npm run --silent --prefix web types

package: install ## build dist/llm-backend.zip, what Lambda receives
	.venv/bin/joblab package

lock: .venv/installed ## pin the dependencies of pyproject.toml
	$(LOCK) pyproject.toml -o api/requirements.txt
	$(LOCK) pyproject.toml --group dev -o requirements-dev.txt
	$(LOCK) --group deploy -o requirements-deploy.txt

.PHONY: help install dev test test-slow check check-python check-web test-web format bench bench-quick generated package lock
