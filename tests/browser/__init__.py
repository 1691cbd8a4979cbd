"""The console in Chromium, as staff meet it."""
