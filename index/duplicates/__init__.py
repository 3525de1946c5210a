"""Finding records that describe the same programme; the manager decides, nothing is merged here."""

from index.duplicates.finding import find_pairs, pairs_among
from index.duplicates.pair import Pair, Relation

__all__ = ["Pair", "Relation", "find_pairs", "pairs_among"]
