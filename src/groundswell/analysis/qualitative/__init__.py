"""What was said with what: spans of text, co-occurrence, matrices, saturation, the codebook over time."""
