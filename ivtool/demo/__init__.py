"""A service made up from a seed, for trying things out; nobody and no council in it is real."""
