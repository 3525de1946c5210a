"""Tokens with which a program asks for a person: made and revoked on a page."""
