# Everything is kept in .venv (the tools) and build/ (what is made); both can be deleted at any time.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --quiet --disable-pip-version-check
SAMPLES := build/samples

.POSIX:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help read test check format bench screenshots keys man lock clean

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 22

read: $(VENV)/run.stamp ## Open the sample sources. What you do there is kept; FRESH=1 starts over.
	@if [ -n "$(FRESH)" ]; then rm -rf $(SAMPLES); fi
	@if [ ! -d $(SAMPLES) ]; then \
	    echo "Copying the sample sources to $(SAMPLES), so that yours stay apart from ours"; \
	    mkdir -p build && cp -R seeds $(SAMPLES); \
	fi
	@$(VENV)/bin/postil $(SAMPLES)

# Three for two cores: some tests wait for a process or a terminal.
WORKERS = $$($(PY) -c 'import os; print(min(6, (os.cpu_count() or 2) * 3 // 2) or 1)')

# What one worker has compiled is read by the others, also where the environment says that nothing is kept.
test: $(VENV)/dev.stamp ## Run the tests; ARGS="-k undo" or ARGS="-n 0" are passed to pytest.
	@echo "Running the tests"
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -q -n $(WORKERS) --dist worksteal $(ARGS)

check: $(VENV)/dev.stamp ## Check style, format, types and the rules for imports.
	@echo "Checking style (ruff)"
	@$(PY) -m ruff check --quiet .
	@echo "Checking format (ruff)"
	@$(PY) -m ruff format --check --quiet . || { echo "Some files are not formatted: 'make format' does it"; exit 1; }
	@echo "Checking types (mypy)"
	@$(PY) -m mypy
	@echo "Checking imports (import-linter)"
	@$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/dev.stamp ## Format the code and apply the fixes of ruff.
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .

bench: $(VENV)/dev.stamp ## Measure reading beside other programs; ARGS=--quick for less, ARGS=--write to keep it.
	@echo "Measuring; this takes a quarter of an hour, on a machine that is left alone"
	@$(PY) -m bench.reader $(ARGS)

screenshots: $(VENV)/dev.stamp ## Make the pictures of the documentation.
	@echo "Making the pictures"
	@$(PY) docs/screenshots.py

keys: $(VENV)/run.stamp ## Write the table of all keys, docs/keys.md.
	@echo "Writing docs/keys.md"
	@$(PY) docs/keys.py

man: $(VENV)/run.stamp ## Write the manual page, docs/postil.1.
	@echo "Writing docs/postil.1"
	@$(PY) docs/man.py

lock: $(VENV)/dev.stamp ## Choose the newest versions that pyproject.toml allows and pin them.
	@echo "Choosing versions"
	@$(VENV)/bin/uv pip compile pyproject.toml --group build $(LOCK) -o requirements/run.txt
	@$(VENV)/bin/uv pip compile pyproject.toml --group dev -c requirements/run.txt $(LOCK) -o requirements/dev.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links

clean: ## Delete what was made, the tools included.
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is younger than what was installed from; a change of the pins installs again.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || \
	    { echo "There is no '$(PYTHON)'. Install Python 3.11 or newer, or say which: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "'$(PYTHON)' is too old: Python 3.11 or newer is needed. Say which: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up the program in $(VENV); this happens once and takes about a minute"
	@[ -x $(PY) ] || $(PYTHON) -m venv $(VENV) || \
	    { rm -rf $(VENV); echo "Python cannot make $(VENV). On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(PY) -m compileall -q annotations tui
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@echo "Setting up the tests and checks in $(VENV)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
