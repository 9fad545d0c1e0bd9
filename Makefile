# make run    articles in data/raw → tables in data/processed
# make test   all tests
# Both set up .venv first; only Python 3.11 or newer is needed. PYTHON=/path/to/python chooses one.

VENV := .venv
BIN := $(VENV)/bin
COMPILED := .venv-compiled
IN ?= data/raw
OUT ?= data/processed
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
LOCK_PYTHONS ?= python3.11 python3.12 python3.13

.PHONY: run test check bench compiled docs confidence lock clean setup dev
.DEFAULT_GOAL := run

run: setup
	$(BIN)/svyazi run $(IN) --out $(OUT)

test: dev
	$(BIN)/python -m pytest $(ARGS)

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(ARGS)

bench: dev
	$(BIN)/python scripts/bench $(ARGS)

# A wheel with the slow modules as C extensions, and an environment that has it; compiled files never lie beside the sources.
compiled: dev
	rm -rf build dist/compiled
	SVYAZI_COMPILE=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist/compiled .
	$(BIN)/python -m venv --clear $(COMPILED)
	$(COMPILED)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock dist/compiled/*.whl
	@echo "$(COMPILED)/bin/svyazi is compiled"

docs: dev
	$(BIN)/python scripts/make_docs.py

confidence: dev
	$(BIN)/python scripts/measure_confidence.py

lock:
	$(or $(PYTHON),python3) scripts/lock.py $(LOCK_PYTHONS)

clean:
	rm -rf $(VENV) $(COMPILED) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(VENV)/.installed
dev: $(VENV)/.installed-dev

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "svyazi needs Python 3.11 or newer and found none. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "$(PYTHON) is not a Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# $(call install,LOCK): uv when it is there and can, else pip
install = { command -v uv >/dev/null 2>&1 && uv pip install --quiet --no-deps --python $(BIN)/python -r $(1); } || \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r $(1)

$(VENV)/.installed: $(VENV)/.python requirements.lock pyproject.toml
	$(call install,requirements.lock)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch $@
