"""What this room announces: frozen dataclasses in the past tense, holding ids only."""
