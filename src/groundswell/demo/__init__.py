"""The demo: a synthetic network with a past, lived through from a seed.

Six years pass month by month, and everything in them is done through the rooms' own services, so what one
sees is what a real network would have. Nobody in it exists.
"""
