"""The regular work: one command for one timer does whatever is due."""
