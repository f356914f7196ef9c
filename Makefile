# Every target makes its own environment where there is none; VENV says where, PYTHON with what:
#   make demo PYTHON=python3.12 VENV=/tmp/claimcheck-venv
PYTHON ?= python3
VENV ?= .venv
ARGS ?=

BIN := $(VENV)/bin
READY := $(VENV)/.claimcheck-ready
CODE := claimcheck benchmarks docs/conf.py scripts tests training setup.py

.DEFAULT_GOAL := help
.PHONY: help setup demo test check static fmt fmt-check lint types layers docs docs-check site picture compiled clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml scripts/bootstrap.py
	@$(PYTHON) scripts/bootstrap.py --venv "$(VENV)"

setup: $(READY) ## Make the environment, and nothing else

demo: $(READY) ## Index the sample corpus seeds/ and verify the sample claims in claims/
	$(BIN)/claimcheck index seeds/ --index index/
	$(BIN)/claimcheck verify claims/ --index index/

test: $(READY) ## Run the whole test suite (ARGS="-k dates" runs a part)
	$(BIN)/python -m pytest $(ARGS)

check: static test ## Run what CI runs: format, lint, types, layers, docs, tests

static: fmt-check lint types layers docs-check ## Run the checks that execute no test

fmt: $(READY) ## Format the code and sort its imports
	$(BIN)/ruff check -q --select I --fix $(CODE)
	$(BIN)/ruff format $(CODE)

fmt-check: $(READY)
	$(BIN)/ruff format --check $(CODE)

lint: $(READY)
	$(BIN)/ruff check $(CODE)

types: $(READY)
	$(BIN)/mypy

layers: $(READY) ## Check that imports go down the layers only
	$(BIN)/lint-imports --no-logo

docs: $(READY) ## Write the generated pages of docs/
	$(BIN)/python scripts/docs.py

docs-check: $(READY)
	$(BIN)/python scripts/docs.py --check

site: $(READY) ## Make the documentation's site in build/site
	$(BIN)/python -m sphinx -q -W --keep-going -c docs -d build/doctrees . build/site
	@echo build/site/index.html

picture: $(READY) ## Draw docs/run.svg from a real run
	$(BIN)/python scripts/picture.py

compiled: $(READY) ## Build the wheel with the readers compiled to C, and test those
	rm -rf build
	CLAIMCHECK_COMPILE=1 $(BIN)/pip wheel -q --no-deps --no-build-isolation -w build/wheel .
	$(BIN)/pip install -q --no-deps --target build/compiled build/wheel/*.whl
	cd build/compiled && $(abspath $(BIN))/python -c \
	  "from claimcheck.quantities import read; assert not read.__file__.endswith('.py')"
	PYTHONPATH=build/compiled $(BIN)/pytest --import-mode=append $(ARGS) tests/test_quantities.py \
	  tests/test_compare.py tests/test_cases.py tests/test_dates.py tests/test_dates_cases.py \
	  tests/test_units.py tests/test_verdicts.py

clean: ## Remove what building and testing leave here (neither the environment nor an index)
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
