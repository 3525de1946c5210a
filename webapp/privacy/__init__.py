"""What is kept of people: where, why, how long, and everything about one person for that person."""
