"""The handbook: the same chapters in the repository and on the site, for those who work with it."""
