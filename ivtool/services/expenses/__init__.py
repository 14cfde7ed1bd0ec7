"""Claims, line by line, from the claim to the payment."""
