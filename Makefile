# make demo: the real record on the screen. make test: everything is tested. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS ?= ../shared/sources
# Locked releases are at least two weeks old on the day of locking.
NEWEST ?= $(shell date -u -d '14 days ago' +%Y-%m-%d)

.PHONY: demo test faults lint docs pages check bench draft-score lock clean

demo: $(VENV)/run
	@rm -rf build/demo && mkdir -p build/demo
	$(BIN)/servanda init --name japan-ict --ledger build/demo/servanda.db
	$(BIN)/servanda load events/ --ledger build/demo/servanda.db
	$(BIN)/servanda status --ledger build/demo/servanda.db
	@echo
	@echo "Ask more of it: $(BIN)/servanda dialogues --ledger build/demo/servanda.db"

test: $(VENV)/dev
	$(BIN)/python -m pytest -n 2

# What the ledger withstands, in full, and the proof that each gate can fail. ONLY=kills runs one.
faults: $(VENV)/dev
	$(BIN)/python tests/faults/run.py $(ONLY)

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# What the code says, written out: the reference pages and the published pages.
docs: $(VENV)/dev
	$(BIN)/python docs/generate.py

pages: $(VENV)/run
	@rm -rf build/pages && mkdir -p build/pages
	$(BIN)/servanda init --name japan-ict --ledger build/pages/servanda.db
	$(BIN)/servanda load events/ --ledger build/pages/servanda.db
	$(BIN)/servanda rebuild --pages projections/ --ledger build/pages/servanda.db

# Every cited passage against the documents themselves, which are not part of the project, and no
# sentence of theirs in the record.
check: pages
	$(BIN)/servanda check sources wording --documents $(DOCUMENTS) --ledger build/pages/servanda.db

# Ratios to a baseline in the same run: SIZE entries, STORE sqlite or postgres, ONLY=bulk one part,
# WRITE=--write also into benchmarks/README.md.
SIZE ?= 20000
STORE ?= sqlite
bench: $(VENV)/dev
	$(BIN)/python benchmarks/run.py --size $(SIZE) --store $(STORE) $(WRITE) $(ONLY)

# How well `draft` reads documents that were annotated by hand. MISSES=--misses lists what it got wrong.
draft-score: $(VENV)/dev
	$(BIN)/python tests/drafting/score.py --documents $(DOCUMENTS) $(MISSES)

LOCK = $(BIN)/uv pip compile --quiet --universal --no-strip-extras --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --exclude-newer $(NEWEST)
lock: $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(LOCK) pyproject.toml --all-extras --group build -o requirements/run.txt
	$(LOCK) pyproject.toml --all-extras --group dev -o requirements/dev.txt
	$(LOCK) --group lock -o requirements/lock.txt

clean:
	rm -rf build $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/run
