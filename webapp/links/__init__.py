"""Outgoing links of programmes that lead nowhere any more."""
