"""The room's access, by noun."""
