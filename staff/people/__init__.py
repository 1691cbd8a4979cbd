"""People: found, verified, reached; custody; duplicates."""
