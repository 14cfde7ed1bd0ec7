"""Facts and rules joined, once: never writing, printing."""
