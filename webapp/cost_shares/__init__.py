"""Umlage: how the members share the cost of the service, year by year."""
