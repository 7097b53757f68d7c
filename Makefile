# make demo | test | lint | docs | screenshots | bench | score | recipe | clean     (PYTHON=python3.12 make ... takes another interpreter)
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
JOBS ?= 2

.PHONY: demo test lint docs screenshots bench score recipe clean
.DELETE_ON_ERROR:

# One environment serves every target; pip runs again when the metadata change.
$(VENV)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kgraph needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[test,browser,lint]'
	touch $@

demo: export COLUMNS ?= 200
demo: $(VENV)/.installed
	rm -rf demo && mkdir demo
	$(BIN)/kgraph build examples/articles --store demo/kgraph.db
	$(BIN)/kgraph query troop-claims --store demo/kgraph.db
	$(BIN)/kgraph query treaties --store demo/kgraph.db
	$(BIN)/kgraph analyse --top 8 --store demo/kgraph.db
	$(BIN)/kgraph export --store demo/kgraph.db demo/claims.jsonl demo/entities.csv demo/quotes.csv demo/graph.gexf demo/all.ttl
	$(BIN)/kgraph view --title 'Ten articles' -o demo/graph.html --store demo/kgraph.db
	@echo; echo "The page is $(CURDIR)/demo/graph.html"

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

docs: $(VENV)/.installed
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_ontology.py
	$(BIN)/python docs/make_rules.py

screenshots: $(VENV)/.installed
	$(BIN)/python docs/make_screenshots.py

bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet onnx
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/model.py
	$(BIN)/python benchmarks/linking.py
	$(BIN)/python benchmarks/page.py

score: $(VENV)/.installed
	$(BIN)/python benchmarks/score.py
	$(BIN)/python benchmarks/actors.py
	$(BIN)/python benchmarks/plover.py
	$(BIN)/python benchmarks/attribution.py
	$(BIN)/python benchmarks/coreference.py
	$(BIN)/python benchmarks/recognizers.py

# What training the language model needs (training/README.md); without it the tests of the recipe skip.
recipe: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -r training/requirements.txt

clean:
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
