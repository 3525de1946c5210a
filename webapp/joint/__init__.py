"""Programmes that bring municipalities together, and who is interested."""
