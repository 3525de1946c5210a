"""Deadlines as a calendar that a person or a municipality subscribes to."""
