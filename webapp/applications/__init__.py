"""Förderakten: an application from the idea until nothing is left to do."""
