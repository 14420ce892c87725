"""Reads. No writes and no requests; the scope comes first, and every listing is bounded."""
