"""Wissensnetz: who in the county has done this before, what it taught, and whom to ask."""
