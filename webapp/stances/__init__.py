"""What a municipality says of a programme as a whole: interest, none, or a decision."""
