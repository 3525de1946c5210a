"""Handing data to other portals."""
