"""Groundswell: a network for racial justice in medical education, and its evaluation workbench."""
