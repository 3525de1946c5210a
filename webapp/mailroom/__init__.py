"""The Fördermittelmanagement looks after letters: before they go, and when they come back."""
