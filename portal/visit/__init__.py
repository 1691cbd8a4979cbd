"""This visit: who holds a reference, and leaving without a trace."""
