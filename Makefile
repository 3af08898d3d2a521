# The commands of the house. `make` alone lists them.

PYTHON ?= python3
UV ?= uv
PORT ?= 8000
TESTS ?=
DB ?=
BENCH ?=
CLAIMS ?=
PICTURES ?=

# Every program is run as a module: that works in a path with spaces too.
RUN := .venv/bin/python -m
INSTALL := .venv/bin/python -m pip install --disable-pip-version-check -qq --require-hashes
# Flask-Babel looks for zh_CN under the full name that it knows it by.
SENTENCES := ce_workflow/translations/zh_Hans_CN/LC_MESSAGES/messages.mo
LOCK := $(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run demo test campaign journeys check check-format check-lint check-types check-floors check-templates \
	check-translations format translations bench pictures weigh rules-guide locks clean

help: ## what can be made
	@echo "make WHAT, where WHAT is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

# ---------------------------------------------------------------- the product
run: .venv/runtime.stamp $(if $(filter postgresql,$(DB)),.venv/postgresql.stamp) $(SENTENCES) ## everything, served on 127.0.0.1:$PORT (8000); DB=postgresql for one of its own
	@DB='$(DB)' PORT='$(PORT)' exec $(RUN) tools.run run

demo: .venv/runtime.stamp $(if $(filter postgresql,$(DB)),.venv/postgresql.stamp) $(SENTENCES) ## the demo data into an empty database, and nothing else
	@DB='$(DB)' exec $(RUN) tools.run demo

bench: .venv/dev.stamp $(SENTENCES) ## speed as JSON lines; BENCH=name runs one, DB=sqlite or DB=postgresql one database; CLAIMS=1000000 so many for simulate
	@BENCH='$(BENCH)' DB='$(DB)' CLAIMS='$(CLAIMS)' exec $(RUN) bench

pictures: .venv/dev.stamp $(SENTENCES) ## every page as it looks, into docs/images (needs Chromium); PICTURES=folder takes more of them, whole, there
	@PICTURES='$(PICTURES)' exec $(RUN) tools.pictures

weigh: .venv/dev.stamp $(SENTENCES) ## is every page small, quick and whole without script? (needs Chromium)
	@exec $(RUN) tools.weigh

# ---------------------------------------------------------------- the code
setup: .venv/dev.stamp $(SENTENCES) ## .venv with everything, for work on the code

test: .venv/dev.stamp $(SENTENCES) ## the whole test suite; TESTS=tests/core runs a part
	@exec $(RUN) pytest -n logical $(TESTS)

campaign: .venv/dev.stamp $(SENTENCES) ## the property-based and concurrent tests again, with far more examples (hours, not minutes)
	@CE_TEST_CAMPAIGN=1 exec $(RUN) pytest -n logical tests/acts/test_stateful.py tests/acts/test_races.py

journeys: .venv/dev.stamp $(SENTENCES) ## every way a claim can go, at both widths, with a pointer, without script, by keys alone (needs Chromium)
	@CE_TEST_JOURNEYS=1 exec $(RUN) pytest -n logical tests/browser/test_journeys.py

check: check-format check-lint check-types check-floors check-templates check-translations ## format, lint, types, floors, templates, catalogue

check-format: .venv/dev.stamp
	$(RUN) ruff format --check .

check-lint: .venv/dev.stamp
	$(RUN) ruff check .

check-types: .venv/dev.stamp
	$(RUN) mypy

check-floors: .venv/dev.stamp
	.venv/bin/lint-imports

check-templates: .venv/dev.stamp
	$(RUN) djlint --lint --quiet templates

check-translations: .venv/dev.stamp
	$(RUN) tools.catalogue check

format: .venv/dev.stamp ## the code as the formatter likes it
	$(RUN) ruff check --fix-only --quiet .
	$(RUN) ruff format .

translations: .venv/dev.stamp ## new sentences into the catalogues, compiled
	$(RUN) tools.catalogue update
	$(RUN) tools.catalogue compile

rules-guide: .venv/dev.stamp ## the tables of docs/rules.md, from the language of rule sets
	$(RUN) tools.rules_guide

locks: ## the lock files anew from the .in files (needs uv; UV=... says where)
	$(LOCK) --upgrade requirements.in --output-file requirements.txt
	$(LOCK) --upgrade requirements-postgresql.in --output-file requirements-postgresql.txt
	$(LOCK) --upgrade requirements-dev.in --output-file requirements-dev.txt

clean: ## all that was made but the instance folder, where the rows and keys are
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis $(SENTENCES)

# ---------------------------------------------------------------- what the above stands on
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@echo "==> Making .venv" >&2
	@$(PYTHON) -m venv .venv

# What lies in .venv is what the lock says: the stamp is younger than its lock.
.venv/runtime.stamp: requirements.txt | .venv/bin/python
	@echo "==> Installing what the product needs" >&2
	@$(INSTALL) -r requirements.txt >&2
	@touch $@

.venv/postgresql.stamp: requirements-postgresql.txt | .venv/bin/python
	@echo "==> Installing a PostgreSQL" >&2
	@$(INSTALL) -r requirements-postgresql.txt >&2
	@touch $@

# The third lock holds all of the first two, so their stamps are set with it.
.venv/dev.stamp: requirements-dev.txt | .venv/bin/python
	@echo "==> Installing what the product, its tests and its checks need" >&2
	@$(INSTALL) -r requirements-dev.txt >&2
	@touch .venv/runtime.stamp .venv/postgresql.stamp $@

$(SENTENCES): ce_workflow/translations/zh_CN/LC_MESSAGES/messages.po | .venv/runtime.stamp
	@$(RUN) tools.catalogue compile
