"""Settings: ``base`` is production; ``dev`` and ``test`` loosen it; ``env`` alone reads the environment."""
