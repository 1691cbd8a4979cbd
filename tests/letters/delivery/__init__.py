"""Tests of letters/delivery."""
