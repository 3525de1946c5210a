"""Reviews: the manager looks programmes through, hides them, takes it back, sets rules."""
