"""Parties and bodies by code, with their names in English and Japanese, as data."""
