"""Staff accounts: who may sign in, and with what."""
