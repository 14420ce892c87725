"""The demo: a synthetic network with a past, built from a seed. May use any room's front doors."""
