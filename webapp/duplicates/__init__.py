"""Duplicates: pairs are proposed, the manager joins, links or tells them apart, and can undo it."""
