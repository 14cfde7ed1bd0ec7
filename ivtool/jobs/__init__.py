"""Jobs that run by themselves: what needs both doors, and must not fail silently."""
