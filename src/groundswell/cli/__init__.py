"""The commands an operator runs: ``groundswell serve``, ``worker``, ``init``, ``demo``, ``backup`` and the rest."""

from groundswell.cli.main import main

__all__ = ["main"]
