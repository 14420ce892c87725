"""How two measures go together, and how answers are matched between two times."""
