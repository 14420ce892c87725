"""Doors: the only way from an address to an object. An outsider gets 404."""
