"""What the Fördermittelmanagement needs to advise: ready-made sentences, and the time it took."""
