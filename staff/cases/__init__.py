"""Dialogue cases: the list, the case, its acts."""
