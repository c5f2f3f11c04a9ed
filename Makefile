# Sillage: `make demo` runs the main job, `make test` runs the tests; both install what they need.
SHELL := /bin/sh
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

node_modules/.installed: package.json package-lock.json
	npm ci --no-fund --no-audit --loglevel=error || npm install --no-save --no-fund --no-audit --loglevel=error
	@touch $@

install: node_modules/.installed ## the packages, from the npm registry

build: install ## the command and the page, into dist/
	@npm run --silent build

demo: build ## simulate a leak, trace it, write the report
	node bin/sillage.js demo

test: build ## types, lint, and every test; the last line counts them
	@sh test/setup/browser.sh
	@sh test/setup/run.sh

check: install ## types and lint
	@npm run --silent check

fix: install ## format, and mend what the linter can
	@npm run --silent fix

bench: build ## speed and memory, as ratios to a baseline in the same run
	npx tsx bench/import.ts
	npx tsx bench/analyses.ts
	npx tsx bench/co-action.ts
	if [ -e demo/case/report.html ]; then npx tsx bench/page.ts demo/case/report.html; fi

validity: install ## docs/validity.md anew: how often the coordination tests err
	npx tsx bench/validity-all.ts

clean: ## remove what was built (not node_modules)
	rm -rf dist coverage .test-report.json

.PHONY: help install build demo test check fix bench validity clean
