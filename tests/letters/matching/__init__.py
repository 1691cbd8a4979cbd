"""Tests of letters/matching."""
