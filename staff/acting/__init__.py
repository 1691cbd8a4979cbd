"""Carrying out an act: one way for every noun."""
