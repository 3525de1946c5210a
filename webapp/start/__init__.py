"""The first page after the login: what is new for us, what is due, where to go."""
