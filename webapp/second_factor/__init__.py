"""The second factor: offered to everybody, demanded of nobody."""
