"""Matches from eligibility and proposal to start, pauses and ending."""
