"""Vorhaben of the municipalities and their matches."""
