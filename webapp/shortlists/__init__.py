"""Merklisten: programmes that people and municipalities keep, in lists with names."""
