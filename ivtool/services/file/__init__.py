"""The data file as a whole: keys, backups, history, what is checked and exported."""
