"""Papers: asked for, opened, printed, mailed."""
