"""Accounts: signing in, one's own, everyone's; which page each role may open."""
