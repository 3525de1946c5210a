"""Duties after an award: proposed, confirmed, told in time, handed over; none is forgotten."""
