# Installs what is missing (pinned, once, tools outside the checkout), then
#   make run     builds the viewer with the articles in seeds/, and serves it
#   make build   builds it into dist/ and stops there
#   make test    runs every test: core, bindings, pages in three browsers, lints
#   make fuzz    looks for bytes that break what is promised, for a minute each (needs nightly Rust)
#   make model DATA=DIR    learns the model of names anew (see models/README.md)
#   make score DATA=DIR    scores it on the marked texts in DIR/dev and on the seeds
#   make score-html DATA=DIR   scores the main text of the pages in DIR (see examples/score-html.rs)
#   make bench DATA=DIR    measures search beside other engines (see tests/benches/README.md)
#   make bench-opening     measures how soon a saved page shows results, in three browsers
#   make bench-reading     measures typing, scrolling and opening a long article, in three browsers

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

TRUNK_VERSION := 0.21.14
# The bindings' tool must have exactly the version of the library.
BINDGEN_VERSION := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
WASM := wasm32-unknown-unknown
# After how many milliseconds a file of browser tests is given up; the longest takes about two minutes. A test that
# fails may leave a browser open, which nobody waits for.
LONGEST_TEST := 600000
PORT ?= 8080

TOOLS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/corpus-viewer
TRUNK := $(TOOLS)/trunk-$(TRUNK_VERSION)/bin/trunk
BINDGEN := $(TOOLS)/wasm-bindgen-$(BINDGEN_VERSION)/bin/wasm-bindgen
NODE_MODULES := node_modules/.package-lock.json
NPM_CI := npm ci --no-audit --no-fund --loglevel=error
BENCH := target/bench

export PATH := $(dir $(TRUNK)):$(dir $(BINDGEN)):$(CURDIR)/node_modules/.bin:$(PATH)

# Tools are run, not shipped: building them fast matters more than their speed.
INSTALL_TOOL := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 cargo install --quiet

# Browsers and their drivers, as Debian and Ubuntu name them.
BROWSER_PROGRAMS := chromium chromedriver firefox-esr WebKitWebDriver xvfb-run
BROWSER_PACKAGES := chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth fonts-dejavu-core

.PHONY: help model score score-html run build test lint core-test wasm-test browser-test fuzz bench bench-quality bench-own bench-opening bench-reading bench-engines needs-data needs-rust needs-node wasm-target crates browsers FORCE

help:
	@sed -n 's/^#   //p' Makefile

run: build
	@echo
	@echo "One page, to open by double-click:  $(CURDIR)/dist/corpus-viewer.html"
	@echo "The same from a server, till Ctrl+C, at this address:"
	@sirv dist --port $(PORT) --dev

build: wasm-target crates $(TRUNK) $(BINDGEN) $(NODE_MODULES)
	trunk build --release

test: lint core-test wasm-test browser-test

lint: wasm-target crates $(NODE_MODULES)
	cargo fmt --check
	cargo fmt --check --manifest-path tests/benches/tantivy-wasm/Cargo.toml
	cargo fmt --check --manifest-path tests/benches/engine/Cargo.toml
	cargo metadata --locked --format-version 1 --manifest-path fuzz/Cargo.toml >/dev/null
	cargo check --quiet --locked --features names --manifest-path tests/benches/engine/Cargo.toml --target-dir $(BENCH)/check
	cargo clippy --quiet --locked --all-targets -- -D warnings
	cargo clippy --quiet --locked --all-targets --features train -- -D warnings
	cargo clippy --quiet --locked --target $(WASM) --no-default-features --features browser --lib --test wasm -- -D warnings
	tsc --project .

core-test: crates
	cargo test --locked --features train

wasm-test: wasm-target crates $(BINDGEN) browsers
	CHROMEDRIVER=$$(command -v chromedriver) WASM_BINDGEN_TEST_NO_ORIGIN_ISOLATION=1 \
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --locked --target $(WASM) --no-default-features --features browser --test wasm

browser-test: build browsers
	node --test --test-concurrency=1 --test-timeout=$(LONGEST_TEST) --test-force-exit tests/browser/

TRAIN := cargo run --release --quiet --locked --features train --bin train --
NAMES := models/english.names
SEEDS := tests/gold/seeds.jsonl

model: crates needs-data
	$(TRAIN) learn "$(DATA)" -o $(NAMES)

# The second model knows no name of the seeds from a list; it is thrown away.
score: crates needs-data
	$(TRAIN) score $(NAMES) "$(DATA)"/dev/*.jsonl $(SEEDS)
	$(TRAIN) learn "$(DATA)" -o target/without-seeds.names --without $(SEEDS)
	$(TRAIN) score target/without-seeds.names $(SEEDS)

score-html: crates needs-data
	cargo run --release --quiet --locked --example score-html -- "$(DATA)"

FUZZ_TARGETS := open tokenize query ingest
FUZZ_SECONDS ?= 60

fuzz: needs-rust
	@command -v cargo-fuzz >/dev/null && cargo +nightly --version >/dev/null 2>&1 || { \
		echo "fuzzing needs nightly Rust and cargo-fuzz: rustup toolchain install nightly, cargo install cargo-fuzz" >&2; exit 1; }
	for target in $(FUZZ_TARGETS); do \
		mkdir -p fuzz/corpus/$$target; \
		cargo +nightly fuzz run $$target fuzz/corpus/$$target tests/fuzz/seeds/$$target -- -max_total_time=$(FUZZ_SECONDS); \
	done

named = $(if $(ENGINES),$(findstring $1,$(ENGINES)),$1)

# All measure in Chromium. ENGINES=a,b leaves out the others, and building what only those need.
bench: bench-engines $(if $(call named,corpus-viewer),$(BENCH)/names/names_bg.wasm)
	node tests/benches/run.mjs $(BENCH_OPTIONS)

bench-quality: bench-engines
	node tests/benches/quality.mjs $(BENCH_OPTIONS)

bench-own: ENGINES = corpus-viewer
bench-own: bench-engines
	node tests/benches/own.mjs $(BENCH_OPTIONS)

# Needs no data: without DATA=FILE.jsonl the text is invented.
bench-opening: build browsers
	node tests/benches/opening.mjs $(if $(DATA),--data "$(DATA)") $(if $(ENGINES),--engines "$(ENGINES)") $(if $(ROUNDS),--rounds "$(ROUNDS)")

# Needs no data.
bench-reading: build browsers
	node tests/benches/reading.mjs $(if $(ENGINES),--engines "$(ENGINES)") $(if $(ROUNDS),--rounds "$(ROUNDS)")

BENCH_OPTIONS = --data "$(DATA)" $(if $(CORPUS),--corpus "$(CORPUS)") \
	$(if $(ENGINES),--engines "$(ENGINES)") $(if $(ROUNDS),--rounds "$(ROUNDS)")

bench-engines: needs-data browsers $(NODE_MODULES) tests/benches/$(NODE_MODULES) \
	$(if $(call named,corpus-viewer),$(BENCH)/engine/corpus-viewer_bg.wasm) \
	$(if $(call named,tantivy-wasm),$(BENCH)/tantivy-wasm/tantivy-wasm_bg.wasm)

needs-data:
	@[ -d "$(DATA)" ] || { echo "DATA should be a folder: make $(firstword $(MAKECMDGOALS)) DATA=DIR" >&2; exit 1; }

$(BENCH)/engine/corpus-viewer_bg.wasm: $(BENCH)/build/$(WASM)/release/search_engine.wasm | $(BINDGEN) $(NODE_MODULES)
	$(BENCH_MODULE)

$(BENCH)/names/names_bg.wasm: $(BENCH)/build-names/$(WASM)/release/search_engine.wasm | $(BINDGEN) $(NODE_MODULES)
	$(BENCH_MODULE)

$(BENCH)/tantivy-wasm/tantivy-wasm_bg.wasm: $(BENCH)/build/$(WASM)/release/tantivy_wasm.wasm | $(BINDGEN) $(NODE_MODULES)
	$(BENCH_MODULE)

# Bindings as a module, optimized as Trunk does (see www/index.html).
define BENCH_MODULE
	wasm-bindgen --target web --no-typescript --out-dir $(@D) --out-name $(patsubst %_bg.wasm,%,$(@F)) $<
	wasm-opt -O4 --one-caller-inline-max-function-size=100 --output=$@ $@
endef

# Cargo leaves the file alone if nothing has changed; with names it is called the same, so it has another folder.
$(BENCH)/build/$(WASM)/release/search_engine.wasm: FORCE | wasm-target
	$(BENCH_ENGINE) --target-dir $(BENCH)/build

$(BENCH)/build-names/$(WASM)/release/search_engine.wasm: FORCE | wasm-target
	$(BENCH_ENGINE) --features names --target-dir $(BENCH)/build-names

BENCH_ENGINE = cargo build --release --locked --target $(WASM) --manifest-path tests/benches/engine/Cargo.toml

$(BENCH)/build/$(WASM)/release/tantivy_wasm.wasm: $(addprefix tests/benches/tantivy-wasm/,Cargo.toml Cargo.lock src/lib.rs) | wasm-target
	cargo build --release --locked --target $(WASM) --manifest-path $< --target-dir $(BENCH)/build

needs-rust:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it from https://rustup.rs, then run make again" >&2; exit 1; }

needs-node:
	@command -v npm >/dev/null && node -e 'const [major, minor] = process.versions.node.split("."); process.exit(100 * major + +minor < 2014 ? 1 : 0)' || { echo "Node 20.14 or later is missing: install it from https://nodejs.org, then run make again" >&2; exit 1; }

wasm-target: needs-rust
	@[ -d "$$(rustc --print target-libdir --target $(WASM))" ] || rustup target add $(WASM) || \
		{ echo "Rust cannot build for $(WASM): install that target with rustup or your system's packages" >&2; exit 1; }

# Trunk builds offline, from what is fetched here.
crates: needs-rust
	@cargo fetch --quiet --locked

$(TRUNK): | needs-rust
	@echo "installing trunk $(TRUNK_VERSION), once: this takes some minutes"
	$(INSTALL_TOOL) trunk --version $(TRUNK_VERSION) --locked --no-default-features --root $(abspath $(@D)/..)

$(BINDGEN): | needs-rust
	@echo "installing wasm-bindgen $(BINDGEN_VERSION), once: this takes some minutes"
	$(INSTALL_TOOL) wasm-bindgen-cli --version $(BINDGEN_VERSION) --root $(abspath $(@D)/..)

$(NODE_MODULES): package.json package-lock.json | needs-node
	$(NPM_CI)
	@touch $@

tests/benches/$(NODE_MODULES): tests/benches/package.json tests/benches/package-lock.json | needs-node
	cd tests/benches && $(NPM_CI)
	@touch $@

browsers:
	@missing=$$(for program in $(BROWSER_PROGRAMS); do command -v $$program >/dev/null || echo $$program; done); \
	[ -z "$$missing" ] || { \
		command -v apt-get >/dev/null || { echo "missing for the browser tests:" $$missing >&2; exit 1; }; \
		root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$root apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive $$root apt-get install -y -qq --no-install-recommends $(BROWSER_PACKAGES); \
	}
