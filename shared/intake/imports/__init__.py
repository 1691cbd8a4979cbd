"""Files from other systems: read, shown, decided, then done."""
