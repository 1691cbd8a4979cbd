"""Tests of letters/passages."""
