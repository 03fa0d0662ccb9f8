# Installs what is missing (pinned, once, tools outside the checkout), then
#   make run     builds the viewer with the articles in seeds/, and serves it
#   make build   builds it into dist/ and stops there
#   make test    runs every test: core, bindings, pages in three browsers, lints

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

TRUNK_VERSION := 0.21.14
# The bindings' tool must have exactly the version of the library.
BINDGEN_VERSION := $(shell sed -n '/^name = "wasm-bindgen"$$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
WASM := wasm32-unknown-unknown
PORT ?= 8080

TOOLS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/corpus-viewer
TRUNK := $(TOOLS)/trunk-$(TRUNK_VERSION)/bin/trunk
BINDGEN := $(TOOLS)/wasm-bindgen-$(BINDGEN_VERSION)/bin/wasm-bindgen
NODE_MODULES := node_modules/.package-lock.json

export PATH := $(dir $(TRUNK)):$(dir $(BINDGEN)):$(CURDIR)/node_modules/.bin:$(PATH)

# Tools are run, not shipped: building them fast matters more than their speed.
INSTALL_TOOL := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 cargo install --quiet

# Browsers and their drivers, as Debian and Ubuntu name them.
BROWSER_PROGRAMS := chromium chromedriver firefox-esr WebKitWebDriver xvfb-run
BROWSER_PACKAGES := chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth fonts-dejavu-core

.PHONY: help run build test lint core-test wasm-test browser-test needs-rust needs-node wasm-target crates browsers

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
	cargo clippy --quiet --locked --all-targets -- -D warnings
	cargo clippy --quiet --locked --target $(WASM) --no-default-features --lib --tests -- -D warnings
	tsc --project .

core-test: crates
	cargo test --locked

wasm-test: wasm-target crates $(BINDGEN) browsers
	CHROMEDRIVER=$$(command -v chromedriver) WASM_BINDGEN_TEST_NO_ORIGIN_ISOLATION=1 \
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
		cargo test --locked --target $(WASM) --no-default-features --test wasm

browser-test: build browsers
	node --test --test-concurrency=1 tests/browser/

needs-rust:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it from https://rustup.rs, then run make again" >&2; exit 1; }

needs-node:
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node 20 or later is missing: install it from https://nodejs.org, then run make again" >&2; exit 1; }

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
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

browsers:
	@missing=$$(for program in $(BROWSER_PROGRAMS); do command -v $$program >/dev/null || echo $$program; done); \
	[ -z "$$missing" ] || { \
		command -v apt-get >/dev/null || { echo "missing for the browser tests:" $$missing >&2; exit 1; }; \
		root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$root apt-get update -qq; \
		DEBIAN_FRONTEND=noninteractive $$root apt-get install -y -qq --no-install-recommends $(BROWSER_PACKAGES); \
	}
