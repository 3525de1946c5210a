"""Running it: set-up, serving, backup, health."""
