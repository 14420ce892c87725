"""The room's queries, by noun."""
