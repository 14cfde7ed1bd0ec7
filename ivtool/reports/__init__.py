"""Everything that only looks: facts, then rules, then a listing or a document."""
