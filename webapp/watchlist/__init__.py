"""The watch list on the site: which addresses are read, and what came of each."""
