"""Reading sources on command: crawl, watch list, import of a downloaded export."""
