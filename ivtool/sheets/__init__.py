"""Spreadsheets in: files to records, cells to values, records to typed rows. Nothing is stored."""
