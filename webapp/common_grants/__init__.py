"""Programmes in the words of CommonGrants 0.4, the shared protocol of grant portals."""
