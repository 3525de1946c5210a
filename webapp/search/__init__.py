"""Searching: the page and the command."""
