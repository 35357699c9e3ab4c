# make demo    a whole Masthead with content on http://127.0.0.1:$(PORT)
# make test    every test, on the database of DATABASE_URL (SQLite by default); ARGS="tests/house -k …"
# make test-postgresql  every test that asks a database and no browser, on a throw-away PostgreSQL
# make judges  what judges pages in some of the tests: the Nu Html Checker and Lighthouse (needs Node)
# make setup   only the environment
# make check   lint, types, arrows, templates, deployment settings, migrations
# make bench   the measurements
# make pictures  the screenshots of docs/editors, taken by the journeys
# make lock    compile the requirements anew (UPGRADE=--upgrade for newer versions)

PORT ?= 8000
PYTHON ?= python3.11
VENV ?= $(CURDIR)/.venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

# `platform/` is a source root, not a package: every tool learns it here.
export PYTHONPATH := $(CURDIR):$(CURDIR)/platform
export PIP_DISABLE_PIP_VERSION_CHECK := 1

JUDGES := tests/judges/node_modules/.package-lock.json

.PHONY: demo setup setup-dev judges test test-postgresql check bench pictures lock

demo: setup
	PORT=$(PORT) $(BIN)/python manage.py demo

setup: $(RUNTIME)

setup-dev: $(DEV)

judges: $(JUDGES)

# On every core, in the order of one process: what empties its database comes last.
PYTEST = $(BIN)/python -m pytest -n auto --maxschedchunk 4

test: $(DEV)
	$(PYTEST) $(ARGS)

# What a browser shows does not depend on the database: those journeys are made on SQLite.
test-postgresql: $(DEV)
	.ci/with-postgresql $(PYTEST) -m "not browser" $(ARGS)

check: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	git ls-files -z '*.html' ':!tests' | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	env -u DATABASE_URL DEBUG=0 SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	    ALLOWED_HOSTS=review.example SITE_URL=https://review.example \
	    DATABASE_URL=sqlite:///var/check.sqlite3 EMAIL_URL=smtps://mail.review.example \
	    $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(DEV)
	$(BIN)/python bench/run.py $(ARGS)

pictures: $(DEV)
	PICTURES=new $(BIN)/python -m pytest -q -m browser tests/journeys $(ARGS)

UV_COMPILE = $(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url --no-header $(UPGRADE)
lock: $(DEV)
	$(UV_COMPILE) requirements.in -o requirements.txt
	$(UV_COMPILE) requirements-scale.in -o requirements-scale.txt
	$(UV_COMPILE) requirements-dev.in -o requirements-dev.txt

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# A stamp newer than the pins means: installed, nothing to do.
$(RUNTIME): requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(JUDGES): tests/judges/package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --prefix tests/judges
	@touch $@
