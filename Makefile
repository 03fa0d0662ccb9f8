# Three commands: `make run`, `make build`, `make test`. Each installs what it
# needs first, pinned, once, outside the checkout; a second run installs nothing.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

TRUNK_VERSION := 0.21.14
BINDGEN_VERSION := $(shell sed -n '/name = "wasm-bindgen"/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
TOOLS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/corpus-viewer
TRUNK := $(TOOLS)/trunk-$(TRUNK_VERSION)/bin/trunk
BINDGEN := $(TOOLS)/wasm-bindgen-$(BINDGEN_VERSION)/bin/wasm-bindgen
WASM := wasm32-unknown-unknown
PORT ?= 8080

export PATH := $(dir $(TRUNK)):$(dir $(BINDGEN)):$(CURDIR)/node_modules/.bin:$(PATH)

# The tools are run, not shipped: building them fast matters more than their speed.
INSTALL_TOOL := CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
	CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_STRIP=symbols cargo install --quiet

.PHONY: help tools
help:
	@sed -n '1,2s/^# //p' Makefile

$(TRUNK):
	@echo "installing trunk $(TRUNK_VERSION) (once, some minutes)"
	$(INSTALL_TOOL) trunk --version $(TRUNK_VERSION) --locked --no-default-features --root $(abspath $(dir $@)..)

$(BINDGEN):
	@echo "installing wasm-bindgen $(BINDGEN_VERSION) (once, some minutes)"
	$(INSTALL_TOOL) wasm-bindgen-cli --version $(BINDGEN_VERSION) --root $(abspath $(dir $@)..)

tools: $(TRUNK) $(BINDGEN)
