"""Who could be with whom: children who wait, volunteers who are free."""
