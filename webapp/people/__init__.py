"""The pages on which people are invited and municipalities take part."""
