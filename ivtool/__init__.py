"""ivtool: the command-line tool of an Independent Visitor service."""

__version__ = "0.1.0"
