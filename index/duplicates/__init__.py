"""Finding records that describe the same programme; the manager decides, nothing is merged here."""

from index.duplicates.finding import find_pairs, pairs_among
from index.duplicates.pair import Pair, Relation
from index.duplicates.proposals import keep_proposals, renew_proposals

__all__ = ["Pair", "Relation", "find_pairs", "keep_proposals", "pairs_among", "renew_proposals"]
