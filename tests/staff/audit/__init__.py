"""Tests of staff/audit."""
