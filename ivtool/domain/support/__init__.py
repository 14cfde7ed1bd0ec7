"""Support to volunteers, reviews of matches and of children, and what came of them."""
