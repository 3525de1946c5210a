"""What the applicants of a joint application agree on: how the money is divided, and consent."""
