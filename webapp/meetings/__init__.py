"""Sitzungstermine: when councils and committees meet."""
