# Vierspan: `make run` starts the workspace with the demo network, `make test` runs every test.
# Both set up what they need on a machine with Python 3.11 or newer; `make help` lists the rest.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN = .venv/bin
# A file stays with one worker, and the long ones come first (tests/conftest.py). The migrations run on PostgreSQL, and on
# SQLite where the demo command is tried.
PYTEST = $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
PORT ?= 8000
SPEAK ?= nl
DATA ?= ../shared/data
CUT ?= 2018-01-01
PATH := $(CURDIR)/.venv/bin:$(PATH)
export PATH

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports migrations frontend-check format docs bench truth backtest lock ready ready-for-tests

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

run: ready ## start the workspace with the demo network (PORT=8000 SPEAK=nl|en)
	@$(BIN)/vierspan demo --port $(PORT) --language $(SPEAK)

test: ready-for-tests ## run every test: SQLite and PostgreSQL, analysis, pages, real browser
	$(PYTEST) --no-migrations
	$(BIN)/python install/throwaway_postgresql.py -- $(PYTEST) tests/workspace --ignore tests/workspace/access

check: lint types imports migrations frontend-check test ## everything that must hold before a change lands

lint: ready-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: ready-for-tests
	$(BIN)/mypy

imports: ready-for-tests
	$(BIN)/lint-imports --no-cache

migrations: ready-for-tests
	$(BIN)/python manage.py makemigrations --check --dry-run

frontend-check: ready-for-tests
	cd frontend && npm run --silent lint && npm run --silent check && npm run --silent test

format: ready-for-tests ## put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: ready-for-tests ## build the documentation into site/
	$(BIN)/python -m vierspan.analysis.schema.pages docs
	$(BIN)/python -m vierspan.analysis.report.pages docs
	$(BIN)/mkdocs build --quiet --strict

bench: ready-for-tests ## our time beside the simple way, at 1k, 10k and 100k people
	$(BIN)/python -m bench.mirror

truth: ready-for-tests ## does influence from ties agree with what is known? (DATA=folder)
	$(BIN)/python -m bench.truth --data $(DATA)

backtest: ready-for-tests ## would the ranked partners have come true? (DATA=folder CUT=2018-01-01)
	$(BIN)/python -m bench.backtest --data $(DATA) --cut $(CUT)

lock: ready-for-tests ## resolve the dependencies anew
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --group dev --group docs --generate-hashes --no-header --no-emit-index-url -q -o requirements-dev.lock

ready:
	@$(if $(PYTHON),,$(error Vierspan needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3.11))
	@$(PYTHON) install/prepare.py run

ready-for-tests:
	@$(if $(PYTHON),,$(error Vierspan needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3.11))
	@$(PYTHON) install/prepare.py test
