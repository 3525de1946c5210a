"""Every way in for what others write, with what has to be true of it: for tests and fuzzers."""

from fuzzing import (
    of_exports,
    of_facts,
    of_forms,
    of_messages,
    of_pages,
    of_questions,
    of_requests,
    of_services,
    of_tables,
    of_texts,
)
from fuzzing.parser import PARSERS, Parser

__all__ = [
    "PARSERS", "Parser", "of_exports", "of_facts", "of_forms", "of_messages", "of_pages",
    "of_questions", "of_requests", "of_services", "of_tables", "of_texts",
]  # fmt: skip
