"""Saved searches: each person keeps their own, and the weekly letter tells what is new in them."""
