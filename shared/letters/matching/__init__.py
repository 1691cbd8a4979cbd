"""How a letter and the person who asked for it find each other (S45)."""
