# Everything a developer does, each in one word. Sets itself up on Debian and Ubuntu.

PY := .venv/bin/python
PYTEST := $(PY) -m pytest
SETUP := packaging/linux/setup.sh

# A module's tests stay together, because they share a desktop; no more than two desktops at once,
# because what waits for real services wants its share of the processor.
SHARED := -n 2 --dist loadfile
ALL_CORES := -n auto --dist loadfile

# The rooms that are pure have every branch tested.
PURE := tests/engine tests/care tests/settings tests/history tests/scenarios $(wildcard tests/test_*.py)
COVERED := engine care settings
# What lives many long lives. It is no measure of what is covered, and counting branches makes it
# two and a half times as dear: it runs by itself, its tests spread over all cores.
LIVED := $(addprefix tests/scenarios/test_,random_days.py damaged_days.py promises.py mutants.py \
	any_setting.py)

.PHONY: help run test test-pure test-days test-ui test-desktop test-e2e test-packages check format bench soak \
	mutants shots demo messages wheel deb bundle clean

help:
	@echo "make run       start the program in the tray (without a display: make demo)"
	@echo "make test      set everything up and run all tests"
	@echo "make check     lint, format, types, import directions"
	@echo "make format    put the sources into the one format"
	@echo "make bench     what the program costs"
	@echo "make soak      10,000 random days against the promises (DAYS=..., SEED=...), 1,000 windows opened"
	@echo "make mutants   break each rule of the engine on purpose: do the tests notice?"
	@echo "make shots     pictures of every window into build/shots"
	@echo "make demo      the main job on a virtual desktop, into build/demo"
	@echo "make messages  bring the translations up to date"
	@echo "make wheel     the Python packages, into dist/"
	@echo "make deb       the Debian package, into dist/"
	@echo "make bundle    the self-contained program, as one file and as a folder"
	@echo "make test-packages  build, install, start, upgrade and remove them (minutes)"
	@echo "make clean     remove everything that can be made again"

run:
	@$(SETUP) run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		exec $(PY) -m lowback_tray; \
	else \
		echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."; \
		echo "Showing the main job on a virtual desktop instead."; \
		$(MAKE) --no-print-directory demo; \
	fi

# Each suite in a process of its own: what Qt does in one cannot reach another. All of them run,
# also after one has failed.
test:
	@$(SETUP) test
	@$(MAKE) --no-print-directory --keep-going test-pure test-days test-ui test-desktop test-e2e

.NOTPARALLEL:

test-pure:
	@mkdir -p build
	COVERAGE_FILE=build/.coverage $(PYTEST) $(ALL_CORES) -p no:pytest-qt $(wildcard $(PURE)) \
		$(LIVED:%=--ignore=%) $(COVERED:%=--cov=lowback_tray.%) --cov-branch \
		--cov-fail-under=100 --cov-report=term-missing:skip-covered

test-days:
	$(PYTEST) -n auto --dist load -p no:pytest-qt $(LIVED)

test-ui:
	QT_QPA_PLATFORM=offscreen $(PYTEST) $(ALL_CORES) tests/ui tests/app

test-desktop:
	QT_QPA_PLATFORM=offscreen $(PYTEST) $(SHARED) tests/desktop

test-e2e:
	QT_QPA_PLATFORM=offscreen $(PYTEST) $(SHARED) tests/e2e

# Slow, so not a part of `make test`: each package is built as for a release.
test-packages:
	@$(SETUP) package
	QT_QPA_PLATFORM=offscreen $(PYTEST) tests/packages

wheel deb bundle:
	@$(SETUP) package
	$(PY) packaging/release.py $@

check:
	@$(SETUP) run
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy -p lowback_tray -p tests -p benchmarks
	.venv/bin/lint-imports

format:
	@$(SETUP) run
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench:
	@$(SETUP) test
	$(PY) -m benchmarks

soak:
	@$(SETUP) test
	$(PY) -m tests.soak $(DAYS:%=--days %) $(SEED:%=--seed %)
	$(PY) -m tests.openings

mutants:
	@$(SETUP) test
	$(PY) -m tests.mutants

shots:
	@$(SETUP) test
	$(PY) -m tests.shots

demo:
	@$(SETUP) test
	$(PY) -m tests.demo

messages:
	@$(SETUP) run
	$(PY) packaging/messages.py extract
	$(PY) packaging/messages.py compile
	$(PY) packaging/messages.py check
	$(PY) packaging/reference.py

clean:
	rm -rf .venv build dist .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache *.egg-info
	find lowback_tray tests benchmarks packaging -name __pycache__ -prune -exec rm -rf {} +
	find resources -name '*.mo' -delete
