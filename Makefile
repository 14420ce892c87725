# Every command a person or CI runs. Thin over bootstrap.py, so a machine without make has the same ones.
PYTHON ?= python3
.DEFAULT_GOAL := help

help:      ## this list
	@grep -E '^[a-z-]+: +##' $(MAKEFILE_LIST) | sed 's/: *## /\t/' | expand -t 16

setup:     ## install everything a contributor needs into .venv
	@$(PYTHON) bootstrap.py setup --with test,e2e,lint

run:       ## serve your own network on this machine
	@$(PYTHON) bootstrap.py run $(if $(PORT),--port $(PORT))

demo:      ## serve a living demo network
	@$(PYTHON) bootstrap.py demo $(if $(PORT),--port $(PORT))

test:      ## every test: the rooms, then the journeys in a browser
	@$(PYTHON) bootstrap.py test

test-postgres: ## every test but the journeys, on PostgreSQL
	@$(PYTHON) bootstrap.py test-postgres

journeys:  ## only the browser journeys
	@$(PYTHON) bootstrap.py journeys

crosscheck: ## the statistics against what other packages give
	@$(PYTHON) bootstrap.py crosscheck

check:     ## format, lint, types, contracts, migrations, docs links
	@$(PYTHON) bootstrap.py check

fix:       ## mend what check can mend by itself
	@$(PYTHON) bootstrap.py fix

bench:     ## measure it
	@$(PYTHON) bootstrap.py bench

room:      ## the tests of one room: make room ROOM=projects
	@$(PYTHON) bootstrap.py room $(or $(ROOM),$(error Say which room, such as make room ROOM=projects))

new-room:  ## a new room with its drawers: make new-room NAME=pledges
	@$(PYTHON) bootstrap.py new-room $(or $(NAME),$(error Say its name, such as make new-room NAME=pledges))

lock:      ## pin dependencies again after pyproject.toml changed
	@$(PYTHON) bootstrap.py lock

.PHONY: help setup run demo test test-postgres journeys crosscheck check fix bench room new-room lock
