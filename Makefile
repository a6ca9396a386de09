# concerta: commands for those who build it. `make help` lists them.

GO ?= go
LINT_VERSION := v2.15.0
BIN := bin
FUZZ := $(GO) test -run xxx -fuzztime 10s -fuzzminimizetime 10x
NOTICES := internal/web/assets/licenze.txt
GOLDEN := ./internal/render ./internal/processfile ./internal/doc ./internal/render/text ./internal/archive/agid

.DEFAULT_GOAL := help
.PHONY: help run build site test browser race lint check golden conform fuzz fuzz-own bench bench-archive load clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

run: build ## start the service with the Casarano process on http://127.0.0.1:8080
	@$(BIN)/concerta serve --demo --data dati

build: site $(NOTICES) ## build the program into bin/
	@$(GO) build -trimpath -tags nomsgpack -ldflags "-s -w" -o $(BIN)/concerta ./cmd/concerta

# The licences of the Go modules in the program, which ask to go with it.
$(NOTICES): go.mod go.sum site/licences.sh | site
	@site/licences.sh > $@.tmp && mv $@.tmp $@

LOOK := $(wildcard internal/web/pages/*.html internal/web/*.go internal/web/static/*.js)

site: ## fetch and build the look of the pages; without npm they are plain
	@if ! command -v npm >/dev/null; then echo "npm is missing, so the pages are plain: it comes with Node 20"; [ "$$CI" != true ]; \
	elif ! $(MAKE) -s internal/web/assets/htmx.min.js; then echo "npm could not fetch the look, so the pages are plain"; [ "$$CI" != true ]; fi

internal/web/assets/htmx.min.js: site/node_modules/.package-lock.json site/build.mjs $(LOOK)
	cd site && npm run -s build

site/node_modules/.package-lock.json: site/package.json site/package-lock.json
	cd site && npm ci

test: ## run the tests; those that need validators or a browser are in `make conform` and `make browser`
	$(GO) test -skip 'Conform|Browser' -timeout 30m ./...

browser: site $(BIN)/venv ## look at every page in Chromium; pictures go to out/browser
	CI=true $(GO) test ./internal/web/... -run Browser -count=1 -v -timeout 40m

race: ## run the tests of what is concurrent under the race detector
	$(GO) test -race -timeout 30m ./internal/account ./internal/store ./internal/acts ./internal/produce
	$(GO) test -race -timeout 30m ./internal/web -run 'Clients|Clerks|Officers|Jobs_|IssueMany|UnderWay|Leaves|Gate|SlowedDown|Routes_'
	$(GO) test -race -timeout 30m ./internal/archive -run 'Clients|Programs|WhileActs|OneChange'

lint: $(BIN)/golangci-lint ## run the linters, which also hold the layers
	$(BIN)/golangci-lint run ./...

$(BIN)/golangci-lint:
	GOBIN=$(CURDIR)/$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

check: lint test ## what a change must pass before it is sent

golden: ## rewrite the golden files that differ; review them with git diff
	$(GO) test $(GOLDEN) -skip Conform -update

conform: $(BIN)/venv ## validate every act with veraPDF and the DOCX validators; sign with other programs
	CI=true $(GO) test ./internal/pdf ./internal/render ./internal/render/docx ./internal/signature ./internal/archive -run Conform -count=1 -v -timeout 40m

$(BIN)/venv: # other programs that fill and sign
	python3 -m venv $@
	$@/bin/pip install -q pypdf==7.1.0 pyHanko==0.38.0

fuzz: ## fuzz what reads files of others, ten seconds each
	$(FUZZ) ./internal/processfile -fuzz FuzzRead
	$(FUZZ) ./internal/markup -fuzz FuzzExecute
	$(FUZZ) ./internal/tabular -fuzz FuzzRead
	$(FUZZ) ./internal/ooxml -fuzz FuzzReadBase
	$(FUZZ) ./internal/signature -fuzz FuzzRead
	$(FUZZ) ./internal/archive/bundle -fuzz FuzzVerify

fuzz-own: ## fuzz what reads our own files too
	$(FUZZ) ./internal/richtext -fuzz FuzzParse
	$(FUZZ) ./internal/markup -fuzz FuzzLoad
	$(FUZZ) ./internal/pdf/reader -fuzz FuzzRead
	$(FUZZ) ./internal/archive/agid -fuzz FuzzRead
	$(FUZZ) ./internal/acts -fuzz FuzzDifferencesOf
	$(FUZZ) ./internal/render/docx -fuzz FuzzRead

bench: ## measure the notice, every kind of act and a batch, each with its bound in the same run
	$(GO) test ./internal/render -run xxx -bench . -benchtime 3x

load: ## fifty clients on one service for a minute: nothing is lost, and how long answers take
	CONCERTA_LOAD_SECONDS=60 $(GO) test ./internal/web -run TestLoad -count=1 -v

bench-archive: ## measure issuing by stages, searching, listing, verifying, and the size of an act
	$(GO) test ./internal/archive -run xxx -bench . -benchtime 20x

clean: ## remove what was built
	rm -rf $(BIN) coverage.out site/node_modules
	find internal/web/assets -type f ! -name README.txt -delete
