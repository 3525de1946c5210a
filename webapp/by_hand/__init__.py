"""Programmes that no source lists: the manager enters them, and changes them later."""
