"""Groundswell: a network for racial justice in medical education, and its evaluation workbench."""

__version__ = "0.1.0"
