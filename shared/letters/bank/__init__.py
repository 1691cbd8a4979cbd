"""Letters in the bank: what one consists of, and how one is deposited."""
