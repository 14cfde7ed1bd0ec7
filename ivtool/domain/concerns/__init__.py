"""Concerns for a child: raised, told in time, followed up."""
