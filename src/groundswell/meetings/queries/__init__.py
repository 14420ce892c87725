"""Reads of this room, by noun."""
