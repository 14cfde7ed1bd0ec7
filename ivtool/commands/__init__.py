"""The command line, one module a noun: parse, open a door, call one function, show."""
