"""Programmes: the page of one, what changed, their facts and duplicates."""
