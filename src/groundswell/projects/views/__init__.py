"""The room's views, by noun."""
