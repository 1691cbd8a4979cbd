"""Tests of staff/letters."""
