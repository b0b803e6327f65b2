"""The composition root: what a user does with a ledger, put together from store, fold and rows."""
