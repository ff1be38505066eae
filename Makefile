# Hearth: every habit in one line each; CI runs the same lines.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SYSTEM := zlib1g-dev libsqlite3-dev libpq-dev libqrencode-dev libexpat1-dev libreadstat-dev libxlsxwriter-dev libzip-dev zbar-tools msmtp \
  postgresql strace chromium pandoc librsvg2-bin poppler-utils unzip fonts-dejavu-core python3-venv time openssl w3m
PYTHON := .build-python/bin/python
HEARTH := .build/release/hearth
RELEASE := -c release --product hearth --static-swift-stdlib
# Tests that run at once: all of them at the same time open more files than a process may hand on to another.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 24
LEAF ?= Statistics
PORT ?= 8080
WAVES ?= 1000

.PHONY: help bootstrap browser-tools build run test test-leaf lint format bench bench-guard bench-linkage bench-load bench-faults bench-statistics bench-accuracy bench-null docs clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## install the system packages that are missing
	@missing=; for p in $(SYSTEM); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then $(SUDO) apt-get update -q && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; fi

browser-tools: bootstrap ## install what the tests in Python need
	@[ -x $(PYTHON) ] || python3 -m venv .build-python
	@$(PYTHON) -c 'import aiosmtpd, playwright, axe_playwright_python, openpyxl, pyreadstat, oidc_provider_mock, pyxform' 2>/dev/null || \
	  $(PYTHON) -m pip install -q aiosmtpd playwright axe-playwright-python openpyxl pyreadstat oidc-provider-mock pyxform

build: bootstrap ## build the program for use
	swift build $(RELEASE)

run: build ## the example study's report, then an example wave to answer, close and report in a browser; PORT=8080
	[ -f build/example/study.yaml ] || $(HEARTH) example --out build/example
	$(HEARTH) analyse build/example/answers.csv --study build/example/study.yaml --out build/example/report
	@echo "The example report: build/example/report/report.html"
	scripts/serve-example.sh $(HEARTH) build/wave $(PORT)

test: bootstrap lint browser-tools ## install, lint, build once, run every test
	swift build --build-tests
	scripts/postgres.sh with swift test --skip-build
	$(PYTHON) Tests/Browser/run.py --hearth .build/debug/hearth --screenshots .build/screenshots
	$(PYTHON) Tests/Browser/answering/run.py --hearth .build/debug/hearth --screenshots .build/screenshots
	$(PYTHON) Tests/Browser/answering/plain.py --hearth .build/debug/hearth --screenshots .build/screenshots
	$(PYTHON) Tests/Browser/desk/run.py --hearth .build/debug/hearth --screenshots .build/screenshots
	$(PYTHON) Tests/Browser/desk/provider.py --hearth .build/debug/hearth --screenshots .build/screenshots
	$(PYTHON) Tests/Mail/run.py --hearth .build/debug/hearth
	$(PYTHON) Tests/Forms/run.py --hearth .build/debug/hearth

test-leaf: ## one module and what it stands on: make test-leaf LEAF=Disclosure
	HEARTH_LEAF=$(LEAF) swift build --build-tests --scratch-path .build-leaf-$(LEAF)
	HEARTH_LEAF=$(LEAF) swift test --skip-build --scratch-path .build-leaf-$(LEAF)

lint: ## swift format, strict
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

format: ## rewrite the sources in the house style
	swift format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

bench: build ## speed beside R and polars on the same file; rewrites the table in Benchmarks/README.md
	HEARTH=$(HEARTH) Benchmarks/bench.sh

bench-statistics: bootstrap ## the statistics beside R on the same data, timed: needs R and the packages that Benchmarks/peers names
	swift build -c release --product StatisticsBench && mkdir -p build
	set -o pipefail; Benchmarks/statistics.sh | tee build/statistics.txt
	{ echo '# The statistics beside R'; echo; echo 'Written by `make bench-statistics`: medians of five runs on the same data.'; scripts/provenance.sh; echo; \
	  cat build/statistics.txt; } >Benchmarks/STATISTICS.md

bench-accuracy: bootstrap ## how exact the statistics are, with R beside them
	swift build -c release --product StatisticsBench && mkdir -p build
	set -o pipefail; Benchmarks/accuracy.sh | tee build/accuracy.txt
	{ echo '# How exact the statistics are'; echo; echo 'Written by `make bench-accuracy`.'; scripts/provenance.sh; echo; \
	  cat build/accuracy.txt; } >Benchmarks/ACCURACY.md

bench-null: bootstrap ## p-values where nothing is going on: 20,000 data sets for every test
	swift build -c release --product StatisticsBench && mkdir -p build
	.build/release/StatisticsBench null >build/null.txt; code=$$?; cat build/null.txt; [ $$code -eq 0 ]
	{ echo '# P-values where nothing is going on'; echo; echo 'Written by `make bench-null`: 20,000 simulated data sets for every test.'; \
	  scripts/provenance.sh; echo; cat build/null.txt; } >Benchmarks/NULL.md

bench-linkage: bootstrap ## an attacker who wants to know who answered what, over WAVES waves for each engine and way in
	swift build --build-tests && mkdir -p build
	set -o pipefail; HEARTH_LINKAGE_WAVES=$(WAVES) scripts/postgres.sh with swift test --skip-build --filter LinkageTests | tee build/linkage.log
	{ echo '# Who answered what: the attack'; echo; echo 'Written by `make bench-linkage WAVES=$(WAVES)`.'; scripts/provenance.sh; echo; \
	  grep '^linkage, ' build/linkage.log | sed 's/^linkage, /- /'; } >Benchmarks/LINKAGE.md

bench-load: build ## the program under load on both engines: submissions, the form, the report of a million responses
	swift build -c release --product LoadBench --static-swift-stdlib && mkdir -p build
	set -o pipefail; scripts/postgres.sh with .build/release/LoadBench --hearth $(HEARTH) | tee build/load.txt; code=$$?; \
	{ echo '# The program under load'; echo; echo 'Written by `make bench-load`.'; scripts/provenance.sh; echo; \
	  sed 's/^/    /; s/ *$$//' build/load.txt; } >Benchmarks/LOAD.md; exit $$code

bench-faults: bootstrap ## 200 servers killed on each engine, closings and databases killed: what was acknowledged must be there
	swift build --build-tests && mkdir -p build
	set -o pipefail; HEARTH_FAULTS=200 scripts/postgres.sh with swift test --skip-build \
	  --filter 'DurabilityTests|ClosingKilledTests|DatabaseCrashTests' | tee build/faults.log
	{ echo '# What was acknowledged is there afterwards'; echo; echo 'Written by `make bench-faults`, which fails when anything is lost.'; \
	  scripts/provenance.sh; echo; grep '^durability, ' build/faults.log | sed 's/^durability, /- /'; } >Benchmarks/FAULTS.md

bench-guard: bootstrap ## the guard against an attacker over 1,000 random organisations
	swift build -c release --product GuardBench && mkdir -p build
	.build/release/GuardBench >build/guard.txt; code=$$?; cat build/guard.txt; [ $$code -eq 0 ]
	{ echo '# The guard against an attacker'; echo; echo 'Written by `make bench-guard`.'; echo; sed 's/^/    /; s/ *$$//' build/guard.txt; } >Benchmarks/GUARD.md

docs: build ## the instrument list, from the program itself
	scripts/docs.sh $(HEARTH)

clean: ## remove what was built
	rm -rf .build .build-* build
