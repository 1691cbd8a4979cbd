"""What everything stands on: time, chance, places, databases, words marked for translation."""
