"""Becoming a volunteer and staying one: stages, evidence, training, panels, book, spells."""
