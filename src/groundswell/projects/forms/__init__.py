"""The room's forms, by noun."""
