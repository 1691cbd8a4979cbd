"""After sending: what stands under a reference, and what its holder may tell."""
