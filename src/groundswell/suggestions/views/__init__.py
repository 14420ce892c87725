"""Pages of this room, by who uses them: whoever raises, whoever raised, whoever answers."""
