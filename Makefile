# What a user and a developer type. Everything is installed into .venv from the lock files, by hash.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check bench exports lock frontend gazetteer clean

demo: $(VENV)/.installed
	@$(BIN)/python -m kg.examples.demo

test: $(VENV)/.tested frontend/node_modules
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST)

check: $(VENV)/.tested
	$(BIN)/ruff check kg tests training
	$(BIN)/mypy

bench: $(VENV)/.tested
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_exports
	$(BIN)/python -m tests.bench_page

# What runs in the browser; the built files are kept in kg/web, so only who changes frontend/ needs Node.
frontend: frontend/node_modules
	cd frontend && npm test && npm run build

frontend/node_modules: frontend/package-lock.json
	@if ! command -v npm >/dev/null; then echo "npm not found: the front end is taken as it was built"; \
	elif (cd frontend && npm ci --silent); then touch frontend/node_modules; \
	else rm -rf frontend/node_modules; echo "npm packages cannot be had: the front end is taken as it was built"; fi

exports: $(VENV)/.installed
	$(BIN)/python -m kg.examples.exports exports

lock: $(VENV)/.tested
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "installing into $(VENV) (once, about two minutes)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install -q --require-hashes -r requirements.lock
	@$(PIP) install -q --no-deps -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements-dev.lock
	@$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache .mypy_cache .hypothesis
