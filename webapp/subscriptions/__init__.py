"""The letter for people without an account: ordered by a form, confirmed by mail."""
