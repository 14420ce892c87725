"""Readers and writers of the field's file formats.

A pure library: it imports no web framework and nothing else of this package, so it works from a notebook.
Every reader takes bytes and gives frozen dataclasses; what it cannot read raises ``errors.FormatError``.
"""
