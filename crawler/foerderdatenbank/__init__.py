"""The Förderdatenbank des Bundes: one ZIP of XML documents, one document per programme."""
