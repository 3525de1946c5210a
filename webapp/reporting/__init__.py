"""Berichtswesen: what the service did and what came of it, for Beirat and Bürgermeister."""
