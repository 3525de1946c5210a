"""Schulungen for the towns: dates, seats, letters about them, and which topics are missing."""
