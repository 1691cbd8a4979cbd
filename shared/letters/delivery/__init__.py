"""From a confirmed match to the mail: deliveries, envelopes, replies (S46-S48)."""
