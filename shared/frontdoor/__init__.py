"""What both sites share: envelopes on their way in, coded states on their way out, visits."""
