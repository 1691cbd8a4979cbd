"""The form, one question a page: asking, keeping, looking over, sending."""
