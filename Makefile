# Every target is a few lines that can as well be typed by hand.
PYTHON ?= python3
# How many tests run at once.
WORKERS ?= auto

.PHONY: demo test check lint every-test quick-test hunt bench clean

# A service made up around today: who is overdue, and last month's report.
demo: .venv/.installed
	rm -rf .demo
	.venv/bin/ivtool demo .demo/ivtool.db
	@printf '\n'
	.venv/bin/ivtool --db .demo/ivtool.db report overdue --format table --names full
	@printf '\n'
	.venv/bin/ivtool --db .demo/ivtool.db report compliance --format text
	@printf '\nTo try next:\n'
	@printf '  %s\n' \
	  '.venv/bin/ivtool --db .demo/ivtool.db today' \
	  '.venv/bin/ivtool --db .demo/ivtool.db report waiting' \
	  '.venv/bin/ivtool --db .demo/ivtool.db visit log M-1 --on yesterday --minutes 90' \
	  '.venv/bin/ivtool --db .demo/ivtool.db report overdue --all'

# Everything: also what needs real processes, or hundreds of commands.
test: .venv/.installed-test
	$(MAKE) --jobs=2 lint every-test

# What is quick, for before every commit.
check: .venv/.installed-test
	$(MAKE) --jobs=2 lint quick-test

# Beside the tests, on what cores they leave idle.
lint: .venv/.installed-test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

every-test: .venv/.installed-test
	.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal

quick-test: .venv/.installed-test
	.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow"

# What is left to chance, ten times as often as in a test: kills, spoilt sheets, whatever is typed.
hunt: .venv/.installed-test
	ROUNDS=10 .venv/bin/python -m pytest -n $(WORKERS) --dist worksteal -m hunt

bench: .venv/.installed
	.venv/bin/python benchmarks/run.py

clean:
	rm -rf .venv .demo build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# Installing is done again when pyproject.toml has changed, and not before. Of what it brings only a
# part is ever imported, and is compiled then.
.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --no-compile --editable .
	touch $@

.venv/.installed-test: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --no-compile --editable ".[test]"
	touch .venv/.installed $@
