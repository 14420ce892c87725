"""What this room gives to the registries, and how it reacts to news."""
