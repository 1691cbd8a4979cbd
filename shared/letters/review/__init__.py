"""The three reviews of a letter (S41)."""
