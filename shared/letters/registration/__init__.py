"""Notification requests: people who asked to be told of a letter (S34, S40)."""
