"""Tests of staff/cases."""
