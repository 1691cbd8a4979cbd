"""The public site in Chromium, as people meet it."""
