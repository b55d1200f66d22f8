# KIM. The two commands: `make run` and `make test`. Everything they need, they install into .venv and node_modules.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run reset test test-all quick fix setup setup-dev lock docs bench mutants clean

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup  ## start KIM with the demo county on http://127.0.0.1:8000 (PORT=…)
	@exec $(VENV)/bin/kim run --demo --port "$(PORT)"

reset: setup  ## empty the demo county, after a question
	@$(VENV)/bin/kim reset

test: setup-dev  ## every check CI makes
	@exec $(PY) scripts/checks.py

test-all: setup-dev  ## and the other accessibility variants, and PostgreSQL 15 where it is installed
	@exec $(PY) scripts/checks.py --all

quick: setup-dev  ## lint and the tests without browser and wheel
	@exec $(PY) scripts/checks.py --quick

fix: setup-dev  ## what machines can mend
	@$(VENV)/bin/ruff check --fix --quiet .
	$(VENV)/bin/ruff format --quiet .

docs: setup-dev  ## build the documentation into site/
	@$(VENV)/bin/mkdocs build --strict --quiet

setup: .make/python .make/assets .make/catalogues

setup-dev: .make/dev .make/assets .make/catalogues

lock:  ## compile the pinned requirements anew
	@for name in base build dev; do
	  uv pip compile -q requirements/$$name.in --generate-hashes --universal --python-version 3.11 --no-header -o requirements/$$name.txt
	done

SIZE ?= 250000
mutants: setup-dev  ## change the rules of the pre-check one place at a time and count what the tests notice (about half an hour)
	@exec nice -n 19 $(PY) scripts/mutants.py $(if $(ONLY),--only "$(ONLY)") $(if $(SAMPLE),--sample "$(SAMPLE)")

bench: setup-dev  ## measure the main pages at this size (SIZE=people, KEEP=folder to keep the county, ONLY=word of a page's name)
	@exec $(PY) bench/pages.py --people "$(SIZE)" $(if $(KEEP),--keep "$(KEEP)") $(if $(ONLY),--only "$(ONLY)")

clean:  ## remove what set-up made, keep data
	@rm -rf $(VENV) node_modules .make kim/web/static/vendor kim/fonts dist site

$(PY):
	@echo "Setting up KIM in this folder. First its own Python, in $(VENV) …"
	$(PYTHON) scripts/preflight.py && $(PYTHON) scripts/preflight.py --node
	$(PYTHON) -m venv $(VENV)

# The pinned installer first: it is many times faster; where it cannot work, pip does the same with the same hashes.
define install
	@if $(VENV)/bin/uv --version >/dev/null 2>&1 || $(PY) -m pip install --quiet --require-hashes -r requirements/installer.txt; then :; fi
	$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes -r $(1) 2>/dev/null || $(PY) -m pip install --quiet --require-hashes -r $(1)
	$(PY) -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
endef

.make/python: requirements/build.txt requirements/installer.txt pyproject.toml scripts/hatch_metadata.py | $(PY)
	@echo "Installing what KIM needs …"
	$(call install,requirements/build.txt)
	mkdir -p .make && touch $@

.make/dev: requirements/dev.txt requirements/installer.txt pyproject.toml scripts/hatch_metadata.py | $(PY)
	@echo "Installing what the checks need …"
	$(call install,requirements/dev.txt)
	mkdir -p .make && touch $@ .make/python

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@echo "Fetching fonts, icons and scripts …"
	$(PYTHON) scripts/preflight.py --node
	npm ci --silent

.make/assets: node_modules/.package-lock.json scripts/assets.py | .make/python
	@$(PY) scripts/assets.py
	mkdir -p .make && touch $@

.make/catalogues: $(shell find kim -name django.po) scripts/catalogues.py | .make/python
	@$(PY) scripts/catalogues.py compile
	mkdir -p .make && touch $@
