# Two commands do all the set-up: `make serve` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
SPARK  := pyspark==4.3.0 py4j==0.10.9.9
LONG   := tests/outside tests/browser tests/api/test_generated_requests.py tests/api/sparql/test_server.py tests/api/door/test_lives.py \
          tests/catalog_graph/review/service/test_pool.py tests/catalog_graph/sparql/pool/test_scheduler.py tests/api/routes/test_records.py \
          tests/catalog_graph/sparql/test_endpoint.py tests/catalog_graph/command/test_ending.py tests/catalog_graph/review/comparison/test_compare.py \
          tests/benchmarks tests/docs tests/shapes tests/test_measure.py tests/test_packaging.py
LOCK   := --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe

.PHONY: serve test test-outside check bench measure golden docs build lock clean help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.run: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "安装运行所需的库 …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "安装测试所需的库 …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

serve: $(VENV)/.run ## start the service on 127.0.0.1:8000
	@$(BIN)/gongkai serve --port $(PORT)

test: $(VENV)/.dev ## lint, types, all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/gongkai build --check
	@echo "生成测试要用的图库、地名索引和下载文件 …"
	@$(BIN)/gongkai query 'ASK {}' >/dev/null & $(BIN)/gongkai duties 真新街道 >/dev/null && $(BIN)/gongkai build --downloads >/dev/null && wait
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: test ## the same as test

test-outside: $(VENV)/.dev ## what needs big outside programs (a browser, engines and makers of clients, LibreOffice, nginx, Spark), or whole processes for long
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then { apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	  libreoffice-writer-nogui libreoffice-calc-nogui nginx-light openjdk-17-jre-headless; } >/dev/null 2>&1 || true; fi
	@if command -v npm >/dev/null; then (cd tests/outside && npm ci --no-audit --no-fund --silent) || rm -rf tests/outside/node_modules; fi
	@test -x tests/outside/python/bin/openapi-python-client || { $(PYTHON) -m venv tests/outside/python && \
	  tests/outside/python/bin/python -m pip install --quiet --disable-pip-version-check openapi-python-client==0.29.1; } || true
	@if command -v java >/dev/null; then $(BIN)/python -m pip install --quiet --disable-pip-version-check $(SPARK) || true; fi
	@if command -v soffice >/dev/null; then export GONGKAI_OFFICE_REQUIRED=1; fi; \
	  $(BIN)/python -m pytest -q -n 2 --dist worksteal -m outside $(LONG) $$(command -v soffice >/dev/null && echo tests/catalog_graph/intake)

docs: $(VENV)/.dev ## rewrite what the documents show: transcripts, tables, rooms, walks
	GONGKAI_GOLDEN=write $(BIN)/python -m pytest -q -m '' -k golden tests/docs tests/data/test_readme.py

bench: $(VENV)/.dev ## figures beside their yardsticks
	$(BIN)/python -m benchmarks

measure: $(VENV)/.dev ## faults seeded into tables, and how many are found
	$(BIN)/python -m benchmarks.defects

golden: $(VENV)/.dev ## rewrite the golden files after a wanted change
	GONGKAI_GOLDEN=write $(BIN)/python -m pytest -q -m '' -k golden

build: $(VENV)/.run ## data/graph and the files to download, from the tables
	$(BIN)/gongkai build --downloads

lock: $(VENV)/.dev ## pin what pyproject.toml asks for, the same versions in both files
	$(BIN)/python -m piptools compile $(LOCK) --extra dev --extra build -o requirements-dev.lock pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra build -c requirements-dev.lock -o requirements.lock pyproject.toml

clean: ## remove what was installed and cached
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
