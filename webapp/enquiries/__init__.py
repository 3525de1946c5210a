"""Questions to the Fördermittelmanagement and reports of wrong facts, with their answers."""
