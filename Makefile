# The front door: for editors the first half of `make help`, for developers the second.
# A fresh clone needs no other step: each command first sets up what it lacks, and a stamp in
# .venv/ remembers that, so that a second run does only its own work.

PYTHON ?= python3
BRIEF ?= brief
STYLES ?=
OUT ?= build

VENV := .venv
BIN := $(VENV)/bin
BRIEFBUILD := $(BIN)/briefbuild
IN_STYLE = $(if $(STYLES),--styles $(STYLES))
SPECIMEN := $(or $(patsubst %/brief.yaml,%,$(wildcard $(STYLES)/specimen/brief.yaml)),styles/specimen)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes --only-binary :all:
LOCK_TOOL := .cache/lock-tool
NPM_LOCK := scripts/npm/package-lock.json
NPM_READY := $(VENV)/npm/node_modules/.package-lock.json

# The program is begun over and over, by its tests too: compiled once, each start is half a second shorter.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all pdf epub docx html press check verify specimen clean distclean help \
        setup test lint golden reference compare compare-pictures pictures bench growth stress fuzz torture prove lock

##@ For editors

all: $(VENV)/.ready ## build the brief in every format (plain `make` does this; BRIEF=folder for another)
	$(BRIEFBUILD) build $(BRIEF) $(IN_STYLE) --out $(OUT)

pdf epub docx html: $(VENV)/.ready ## build one format only
	$(BRIEFBUILD) build $(BRIEF) $(IN_STYLE) --out $(OUT) --format $@

press: $(VENV)/.ready ## build the PDF for the printer: PDF/X-4, CMYK, with bleed and crop marks
	$(BRIEFBUILD) build $(BRIEF) $(IN_STYLE) --out $(OUT) --format press

check: $(VENV)/.ready ## report every problem in the brief, without building it
	$(BRIEFBUILD) check $(BRIEF) $(IN_STYLE)

verify: $(VENV)/.verify-ready ## prove the built files again, and have independent validators check them
	$(BRIEFBUILD) verify $(BRIEF) $(IN_STYLE) --out $(OUT)

specimen: $(VENV)/.ready ## build the house style's specimen: every component once
	$(BRIEFBUILD) build $(SPECIMEN) $(IN_STYLE) --out $(OUT)

clean: ## remove what was built
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

help: ## list these commands
	@awk -F ':.*## ' '/^##@ /{printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z -]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

##@ For developers

setup: $(VENV)/.test-ready ## install the program and all that its tests need

test: lint ## lint, then run every test, the independent validators included
	$(BIN)/pytest --numprocesses auto --dist loadfile

lint: $(VENV)/.test-ready ## style, types and import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(VENV)/.test-ready ## write the tests' expected files anew; read the difference before committing
	$(BIN)/pytest --refresh-golden

reference: $(VENV)/.ready ## write docs' generated pages anew: schemas, fields, commands, problems
	$(BIN)/python -m briefbuild.reference docs

compare: $(VENV)/.test-ready ## measure other tools on the same brief, and write docs/comparison/
	$(BIN)/python -m bench.compare

compare-pictures: $(VENV)/.test-ready ## only draw the pages of docs/comparison/ anew
	$(BIN)/python -m bench.compare pictures

pictures: all ## draw the pictures of the README and of docs/designers.md anew
	$(BIN)/python scripts/pictures.py $(OUT)/korea-japan-alliance docs/pictures
	$(BIN)/python -m scripts.wishes docs/designers.md

bench: $(VENV)/.test-ready ## time the brief against pandoc and Typst, and write docs/performance.md
	$(BIN)/python -m bench.speed

growth: $(VENV)/.test-ready ## build the commentary 1, 4, 16 and 64 times over: time and memory may grow as the words do
	$(BIN)/python -m bench.growth

stress: $(VENV)/.test-ready ## lay texts out in 200 page geometries and prove each (BRIEF=folder for one text)
	$(BIN)/python -m bench.stress $(if $(filter-out file,$(origin BRIEF)),$(BRIEF))

fuzz: $(VENV)/.test-ready ## put 20,000 briefs together at random: none may lose a word, hang or end in a traceback
	$(BIN)/python -m bench.fuzz

torture: $(VENV)/.test-ready ## kill, interrupt, starve and double builds, and judge what is left of the files
	$(BIN)/python -m bench.torture

prove: $(VENV)/.test-ready ## seed faults in finished files, and count those found and those invented (CORPUS=folder of briefs)
	$(BIN)/python -m bench.prove $(CORPUS)

lock: ## choose the newest versions that pyproject.toml allows, and lock them by hash
	test -x $(LOCK_TOOL)/bin/uv || { $(PYTHON) -m venv $(LOCK_TOOL) && $(LOCK_TOOL)/bin/pip install --quiet uv; }
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --extra verify --constraints requirements.lock --output-file requirements-verify.lock
	$(COMPILE) --group build --group test --extra verify --constraints requirements-verify.lock \
	  --output-file requirements-test.lock
	cd $(dir $(NPM_LOCK)) && npm install --silent --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
	$(PYTHON) scripts/lean_lock.py $(NPM_LOCK)

distclean: clean ## remove the program's own installation too (.venv)
	rm -rf $(VENV) .cache

# One lock serves every supported Python, processor and system. It holds hashes and no addresses.
COMPILE := $(LOCK_TOOL)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate pyproject.toml

# ---- set-up: system packages, a virtual environment, the locked libraries, the program itself

$(BIN)/python:
	@echo "Setting up briefbuild in $(VENV)/ (once; about a minute)"
	@$(PYTHON) scripts/machine.py build
	@$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml scripts/machine.py $(BIN)/python
	@$(BIN)/python scripts/machine.py build
	@$(INSTALL) --requirement requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Where a validator, or what it runs on, can't be had, `verify` still compares every word, asks the
# others, and says what is unconfirmed. So each part is tried, whatever became of the one before it.
$(VENV)/.verify-ready: requirements-verify.lock $(NPM_LOCK) $(VENV)/.ready
	@echo "Setting up the validators, with Java, LibreOffice and Chromium under them (once; some minutes)"
	@ready=yes; \
	  $(BIN)/python scripts/machine.py verify || ready=; \
	  $(INSTALL) --requirement requirements-verify.lock || ready=; \
	  $(MAKE) --no-print-directory $(NPM_READY) || ready=; \
	  if test $$ready; then touch $@; else \
	    echo "not every validator could be set up: what those would check stays unconfirmed" >&2; fi

$(VENV)/.test-ready: requirements-test.lock $(NPM_LOCK) $(VENV)/.ready
	@echo "Setting up what the tests need (once; some minutes)"
	@$(BIN)/python scripts/machine.py verify
	@$(INSTALL) --requirement requirements-test.lock
	@$(MAKE) --no-print-directory $(NPM_READY)
	@touch $@

# npm writes this file last.
$(NPM_READY): $(NPM_LOCK)
	@mkdir -p $(VENV)/npm && cp $(NPM_LOCK) $(NPM_LOCK:-lock.json=.json) $(VENV)/npm/
	@cd $(VENV)/npm && npm ci --silent --ignore-scripts --no-audit --no-fund
