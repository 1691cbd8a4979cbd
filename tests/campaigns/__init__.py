"""Campaigns: one cruelty, many times.  See `tests.support.campaign` for how many."""
