"""What a command answers, by noun: the record as it now stands, with every day spelled out."""
