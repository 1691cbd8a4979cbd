"""What tests share: a whole installation, and people who visit it."""
