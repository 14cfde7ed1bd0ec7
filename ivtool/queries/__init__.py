"""Plain SQL that selects and counts facts; no threshold, month arithmetic or stage decides here."""
