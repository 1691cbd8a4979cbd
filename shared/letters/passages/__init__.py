"""Passages of a letter that may need a second look (S37)."""
