"""Whole ways through both sites, as their people walk them."""
