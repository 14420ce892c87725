"""What this room announces."""
