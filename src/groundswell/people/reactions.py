"""What this room gives to the registries. Filled by ``registry``."""
