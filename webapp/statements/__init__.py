"""Imprint, privacy and accessibility statement: templates that the operator fills in."""
