"""Tests of letters/bank."""
