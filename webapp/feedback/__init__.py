"""What municipalities think of programmes: dismissed, kept, recommended."""
