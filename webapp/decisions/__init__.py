"""Decisions: the manager confirms, corrects or removes a fact, with a reason, and can undo it."""
