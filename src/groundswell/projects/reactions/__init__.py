"""What this room gives to the registries, by noun. Imported when the application is ready."""
