"""The register: what we know about every programme, kept in SQLite and findable through Whoosh."""
