# Every target is a few lines that can as well be typed by hand.
PYTHON ?= python3

.PHONY: demo test check bench clean

# A service made up for trying things out, as it stood on Monday 23 November 2026.
demo: .venv/.installed
	rm -rf .demo
	.venv/bin/ivtool --db .demo/ivtool.db db init --service "Lantern Independent Visitors" > /dev/null
	.venv/bin/ivtool --db .demo/ivtool.db --today 2026-11-23 import sample
	@printf '\nThe people are invented, and in this demo today is Monday 23 November 2026.\n\n'
	.venv/bin/ivtool --db .demo/ivtool.db --today 2026-11-23 report overdue --format table --names full
	@printf '\n'
	.venv/bin/ivtool --db .demo/ivtool.db --today 2026-11-23 report compliance --month 2026-10 --format text
	@printf '\nTo try next:\n'
	@printf '  %s\n' \
	  '.venv/bin/ivtool --db .demo/ivtool.db --today 2026-11-23 report waiting' \
	  '.venv/bin/ivtool --db .demo/ivtool.db --today 2026-11-23 visit log M-6 --on yesterday --minutes 90' \
	  '.venv/bin/ivtool --db .demo/ivtool.db --today 2026-11-23 report overdue --all'

test: check
	.venv/bin/python -m pytest -n auto

# What is quick, for before every commit.
check: .venv/.installed-test
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest -n auto -m "not slow"

bench: .venv/.installed
	.venv/bin/python benchmarks/run.py

clean:
	rm -rf .venv .demo build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# Installing is done again when pyproject.toml has changed, and not before.
.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --editable .
	touch $@

.venv/.installed-test: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --editable ".[test]"
	touch .venv/.installed $@
