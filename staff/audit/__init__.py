"""The audit log, and the timeline of one subject."""
