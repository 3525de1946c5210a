"""The reader: one file per source turns what a source says into records, politely."""
