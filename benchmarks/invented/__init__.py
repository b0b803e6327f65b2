"""Dialogues that never were, for ledgers of any size: what they promise and what becomes of it."""
