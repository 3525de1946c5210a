"""Whether the service is well, for the machines that watch it."""
