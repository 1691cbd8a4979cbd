"""What the console reads across both services: queue, calendar, figures, one person."""
