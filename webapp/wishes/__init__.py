"""When somebody wants letters, and what they are reminded of."""
