"""The records: models, keys, permissions, the audit chain, and the one door for state."""
