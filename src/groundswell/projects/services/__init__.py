"""The room's services, by noun."""
