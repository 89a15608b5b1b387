# The jobs of the course. Each sets up .venv by itself and is quick when nothing changed.

.PHONY: help lab test demo release site bench
help:
	@echo "make lab      open the notebooks in JupyterLab"
	@echo "make demo     release, hand in, grade and report a simulated class"
	@echo "make release  build notebooks/ from solutions/ and check them"
	@echo "make site     the notebooks with all figures, and the guides, as pages in site/"
	@echo "make test     lint, types and every test; make test PART=grading runs one part of:"
	@echo "              lint types engine checks bank sandbox attacks notebooks grading book"
	@echo "              commands browser project pythons"
	@echo "make bench    measure the engine against its peers"

# On Windows without make: README.md shows the way by conda.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# uv is ten times as quick; without it pip does the same.
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
ifeq ($(UV),uv)
VENV = uv venv --quiet --python $(PYTHON) .venv
# What is not compiled now, each process in the sandbox would compile: it cannot write there.
INSTALL = uv pip install --quiet --compile-bytecode --python $(BIN)/python
else
VENV = $(PYTHON) -m venv .venv
# An environment that uv made has no pip.
INSTALL = { $(BIN)/python -m pip --version || $(BIN)/python -m ensurepip; } >/dev/null 2>&1; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check
endif
# One BLAS thread: two threads in each of two processes wait for each other most of the time.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
# nbgrader calls alembic by name.
export PATH := $(CURDIR)/$(BIN):$(PATH)

lab: .venv/installed
	$(BIN)/course lab

test: .venv/installed
	$(BIN)/python -m tests $(PART)

demo: .venv/installed
	$(BIN)/course demo

release: .venv/installed
	$(BIN)/course release

site: .venv/installed
	$(BIN)/course site

bench: .venv/installed-bench
	$(BIN)/python -m benchmarks

.venv/installed: pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "This course needs Python 3.11 or newer; found: $$(python3 --version 2>&1 || echo none)." >&2; \
		echo "Get a newer one from your package manager, python.org or conda (environment.yml)," >&2; \
		echo "then try again, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@[ -x $(BIN)/python ] || $(VENV) || { rm -rf .venv; \
		echo "Could not create .venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv; this takes a minute or two, once."
	@$(INSTALL) -e '.[lab,instructor,cluster,dev,site]'
	@touch $@

.venv/installed-bench: .venv/installed
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@
