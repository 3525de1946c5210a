"""Prognosis: when a programme that takes no applications now may be called again."""
