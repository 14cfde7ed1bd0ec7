"""Facts and rules joined, once: for one, for some or for all; never writing, never printing."""
