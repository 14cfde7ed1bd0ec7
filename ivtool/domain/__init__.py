"""The rules: pure functions over small values. No input or output, no clock, no database."""
