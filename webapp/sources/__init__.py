"""The sources for the manager: how each is doing, and what was read of it."""
