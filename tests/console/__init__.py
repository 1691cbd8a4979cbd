"""What several desks of the console have in common."""
