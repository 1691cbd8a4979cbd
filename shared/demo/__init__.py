"""Sample data: invented people, made by the same verbs as real ones."""
