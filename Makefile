# Each target is a line or two: without make, type what stands there.

export PATH := $(PATH):/opt/swift/usr/bin
# Swift's package manager wants a home, also where a container has none.
ifeq ($(strip $(HOME)),)
export HOME := $(or $(shell getent passwd "$$(id -u)" | cut -d : -f 6),$(CURDIR)/.build/home)
endif
# The person's own git settings, and folders of other owners accepted: see there.
export GIT_CONFIG_GLOBAL ?= $(CURDIR)/packaging/gitconfig

SCRIPTS := Tests/packaging/check packaging/install packaging/deb packaging/debian-tree packaging/try-deb packaging/setup-debian packaging/pictures packaging/pictures-of-tray packaging/pictures-of-notifications packaging/try-in-debootstrap packaging/demo .ci/run Tests/conformance/run Tests/fuzz/run Tests/sanitizers/run
STATIC := -c release --static-swift-stdlib
# SETUP=no: install nothing (another distribution, or no root).
SETUP ?= yes
# Where make install puts everything: as root /usr/local, else the person's own folder.
PREFIX ?= $(if $(filter 0,$(shell id -u)),/usr/local,$(HOME)/.local)

.DEFAULT_GOAL := help
.PHONY: help install uninstall deb trial-deb package-check install-deps build release demo test conformance \
  fuzz sanitize trial-desktop trial-kills trial-endurance trial-billing trial-push \
  bench bench-agent bench-rules bench-review bench-billing \
  torture torture-faults pictures run format lint structure

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

install-deps: ## install what is missing (Debian 12 and later)
	@if [ "$(SETUP)" = yes ]; then packaging/setup-debian; fi

build: ## build everything for development
	swift build

release: ## build everything to be used: .build/release
	swift build $(STATIC)

install: install-deps release ## install for yourself, as root for everyone (PREFIX=DIR)
	packaging/install $(PREFIX)

uninstall: ## take that away again; what is yours stays
	packaging/install --remove $(PREFIX)

deb: install-deps release ## build the Debian package: .build/deb
	packaging/deb

package-check: install-deps release ## let manual pages, desktop files, completions and package be judged
	Tests/packaging/check

trial-deb: deb ## install, use and purge the package in a fresh Debian 12 (root; 5 minutes)
	packaging/try-deb .build/deb/daybook_$$(.build/release/daybook --version)_$$(dpkg --print-architecture).deb \
	  .build/release/xero-sandbox

demo: install-deps release ## show the whole way, from a window to a draft invoice (KEEP=1: leave it up)
	@KEEP=$(KEEP) packaging/demo

# Tests that wait for other programs go last, by themselves: they would starve those that only
# compute or talk to a server of their own.
SLOW := ^(AgentTests|DesktopTests|CommandTests)[.]
ALONE := env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS

test: install-deps structure ## build and run all tests
	swift build --build-tests
	$(ALONE) swift test --skip-build --disable-xctest --skip '$(SLOW)'
	rm -rf .build/answers
	$(ALONE) DAYBOOK_ANSWERS=$(CURDIR)/.build/answers \
	  swift test --skip-build --disable-xctest --filter '$(SLOW)'
	Tests/schemas/check .build/answers

conformance: install-deps ## let Xero's description and its own client judge what is sent (after make test)
	swift build --build-tests
	Tests/conformance/run

fuzz: SECONDS = 10
fuzz: install-deps ## give every reader of what comes from outside bad inputs, SECONDS=10 each
	swift build --build-tests
	Tests/fuzz/run $(SECONDS) $(SEED)

sanitize: install-deps ## all tests under the address, then the thread sanitizer (two more builds; two hours)
	Tests/sanitizers/run address
	Tests/sanitizers/run thread

trial-desktop: install-deps ## record 10,000 actions of a random desktop and compare (10 minutes)
	swift build --build-tests
	DAYBOOK_TRIAL_ACTIONS=10000 $(ALONE) \
	  swift test --skip-build --disable-xctest --filter DesktopTrialTests

trial-kills: install-deps ## kill agent, window manager, X server, bus and panels 50 times each (30 minutes)
	swift build --build-tests
	DAYBOOK_TRIAL_KILLS=50 DAYBOOK_TRIAL_PAUSE_MS=12000 $(ALONE) \
	  DAYBOOK_TRIAL_TRAY=50 swift test --skip-build --disable-xctest --filter 'KillTrialTests|TrayTests'

trial-endurance: install-deps ## let the agent live a year: memory, files, handles by the month (4 minutes)
	swift build --build-tests
	DAYBOOK_TRIAL_DAYS=365 $(ALONE) \
	  swift test --skip-build --disable-xctest --filter EnduranceTests

trial-billing: install-deps ## bill 100,000 random books and compare with other arithmetic (some minutes)
	swift build --build-tests
	DAYBOOK_TRIAL_BOOKS=100000 $(ALONE) \
	  swift test --skip-build --disable-xctest --filter BillingTrialTests

trial-push: install-deps ## push under 1,000 schedules of faults, kills and a second process (1 to 2 hours)
	swift build --build-tests
	DAYBOOK_TRIAL_SCHEDULES=1000 $(ALONE) \
	  swift test --skip-build --disable-xctest --no-parallel --filter PushTrialTests

# The same trials again: SEED=N, which each run prints.
SECONDS ?= 600
torture: install-deps ## kills, failing disks, dying desktops, then fuzz: are promises kept? (SECONDS=600)
	swift build --build-tests
	$(ALONE) Tests/torture/run .build/debug --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))
	$(if $(filter command,$(origin SECONDS)),,Tests/fuzz/run 60 $(SEED))

torture-faults: install-deps ## each write, sync and name of commands, a push and the agent made to fail (20 minutes)
	swift build --build-tests
	$(ALONE) Tests/torture/run .build/debug --every

bench: install-deps release ## all benchmarks, beside the figures to reach (15 minutes, nothing else running)
	Benchmarks/all .build/release

bench-agent: install-deps ## what the agent costs, beside a program that looks once a second
	swift build $(STATIC) --product daybook-agent
	swift build $(STATIC) --product daybook
	Benchmarks/agent/bench .build/release/daybook-agent .build/release/daybook

bench-rules: install-deps ## what the rules cost over a year and a day, beside other ways to sum
	swift build $(STATIC) --product daybook
	Benchmarks/rules/bench .build/release/daybook

bench-review: install-deps ## what a key and a day cost on the review screen, with a year of data
	swift build $(STATIC) --product daybook
	Benchmarks/review/bench .build/release/daybook

bench-billing: install-deps ## what a month's preview and a push of 1,000 entries cost
	swift build $(STATIC) --product daybook
	swift build $(STATIC) --product xero-sandbox
	Benchmarks/billing/bench .build/release/daybook .build/release/xero-sandbox

pictures: install-deps release ## draw docs/pictures of icon and notifications on a real desktop
	packaging/pictures-of-tray .build/release
	packaging/pictures-of-notifications .build/release

run: release ## run the agent on your own display, saying what it records; ^C ends it
	.build/release/daybook-agent --say

format: ## rewrite the sources in our form
	swift format --in-place --recursive Package.swift Sources Tests

lint: install-deps structure ## check form, scripts, structure
	swift format lint --strict --recursive Package.swift Sources Tests
	@if command -v shellcheck >/dev/null; then shellcheck $(SCRIPTS); \
	  else echo "shellcheck is not installed: the scripts were not checked."; fi
	@! grep -rnE '(TODO|FIXME)([^(#]|\([^#]|$$)' Sources Tests packaging examples \
	  || { echo "A TODO needs its issue: TODO(#41)." >&2; exit 1; }

structure: # imports, purity, examples; the built agent where there is one
	@Tests/structure/check
