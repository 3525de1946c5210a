"""Print the schema: `.venv/bin/python docs/print_schema.py > docs/schema.sql`."""

import sys

from index.schema import database_in_memory

if __name__ == "__main__":
    sys.stdout.write(database_in_memory().schema + "\n")
