"""What this room gives to the registries."""
