"""Spreadsheets in and out: files to records to typed rows, and rows to files. Stores nothing."""
