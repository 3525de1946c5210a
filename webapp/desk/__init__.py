"""The desk of the Fördermittelmanagement: what is new in the sources, and how they are."""
