"""The concept dictionary on the site: what means the same in the search."""
