"""Who takes part in which joint project of the county, and in which role."""
