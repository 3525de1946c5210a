"""Which municipality has applied to a programme before, what came of it, and whom to ask."""
