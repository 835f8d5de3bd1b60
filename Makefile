# The only entries; `make help` lists them. CI calls `make test`.
PYTHON ?= python3
BIN := .venv/bin

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.PHONY: help serve site test check wheel messages bless clean

serve: .venv/ready ## build everything and serve it on http://127.0.0.1:8000, again at each edit
	$(BIN)/fupan serve

site: .venv/ready ## build site/ and build/index without serving
	$(BIN)/fupan build

test: .venv/ready-test ## all tests, in two processes
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/ready-test ## style, types, import contracts, generated references
	$(BIN)/ruff check generator tests benchmarks
	$(BIN)/ruff format --check generator tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/fupan docs --check
	$(BIN)/fupan check # the sample shows every warning on purpose

messages: .venv/ready-test ## collect the texts of the interface and compile the catalogues
	$(BIN)/python -m generator.i18n.extracting
	$(BIN)/python -m generator.i18n.compiling

bless: .venv/ready-test ## accept today's output as the golden site
	$(BIN)/python -m pytest tests/golden --bless

wheel: .venv/ready-test ## a wheel in dist/ that installs and works anywhere
	$(BIN)/python -m build --wheel

clean: ## remove everything that is made
	rm -rf build site dist .venv

.venv/ready: pyproject.toml constraints.txt $(shell find generator/i18n/locales -name '*.po')
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[all]'
	$(BIN)/python -m generator.i18n.compiling
	@touch $@

.venv/ready-test: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@
