"""The records: one light, frozen record a noun, with the fields of its row; it travels whole.

Queries return it, rules take it, the writer stores it. An id of 0 is none yet.
"""
