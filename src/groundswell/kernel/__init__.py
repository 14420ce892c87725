"""What every room stands on and none owns.

Permissions and who holds them, news from one room to those above it, the registries that let each room
contribute to one page, the working-day clock, and the few helpers that make a view short.
"""
