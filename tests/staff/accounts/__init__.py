"""Tests of staff/accounts."""
