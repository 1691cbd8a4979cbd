"""Requests that do not come through the website."""
