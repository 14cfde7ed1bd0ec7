"""The log of visits and contacts, plans, due days, the ledger."""
