"""The counter: pages, letters and commands; one folder per capability."""
