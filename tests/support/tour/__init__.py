"""Pictures of all that people see: both sites, in both languages, and every document."""
