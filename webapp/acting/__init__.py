"""What readers do with programmes straight from their letter."""
