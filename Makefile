# concerta: commands for those who build it. `make help` lists them.

GO ?= go
LINT_VERSION := v2.15.0
BIN := bin
FUZZ := $(GO) test -run xxx -fuzztime 10s -fuzzminimizetime 10x
GOLDEN := ./internal/render ./internal/processfile ./internal/doc ./internal/render/text ./internal/archive/agid

.DEFAULT_GOAL := help
.PHONY: help run build test race lint check golden conform fuzz bench clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: build ## start the service with the Casarano process on http://127.0.0.1:8080
	@$(BIN)/concerta serve --demo --data dati

build: ## build the program into bin/
	@$(GO) build -o $(BIN)/concerta ./cmd/concerta

test: ## run the tests; those that need validators are in `make conform`
	$(GO) test -skip Conform ./...

race: ## run the tests of what is concurrent under the race detector
	$(GO) test -race ./internal/account ./internal/store ./internal/acts ./internal/web

lint: $(BIN)/golangci-lint ## run the linters, which also hold the layers
	$(BIN)/golangci-lint run ./...

$(BIN)/golangci-lint:
	GOBIN=$(CURDIR)/$(BIN) $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

check: lint test ## what a change must pass before it is sent

golden: ## rewrite the golden files that differ; review them with git diff
	$(GO) test $(GOLDEN) -skip Conform -update

conform: $(BIN)/venv ## validate every act and edge case with veraPDF and the DOCX validators
	CI=true $(GO) test ./internal/pdf ./internal/render ./internal/render/docx -run Conform -count=1 -v -timeout 20m

$(BIN)/venv: # other programs that fill and sign
	python3 -m venv $@
	$@/bin/pip install -q pypdf==7.1.0 pyHanko==0.38.0

fuzz: ## fuzz everything that reads, ten seconds each
	$(FUZZ) ./internal/processfile -fuzz FuzzRead
	$(FUZZ) ./internal/richtext -fuzz FuzzParse
	$(FUZZ) ./internal/markup -fuzz FuzzLoad
	$(FUZZ) ./internal/markup -fuzz FuzzExecute
	$(FUZZ) ./internal/pdf/reader -fuzz FuzzRead
	$(FUZZ) ./internal/tabular -fuzz FuzzRead
	$(FUZZ) ./internal/archive/agid -fuzz FuzzRead
	$(FUZZ) ./internal/ooxml -fuzz FuzzReadBase

bench: ## measure the notice: PDF, DOCX, end to end, and the bound, in one run
	$(GO) test ./internal/render -run xxx -bench . -benchtime 3x

clean: ## remove what was built
	rm -rf $(BIN) coverage.out
