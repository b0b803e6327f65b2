"""The event types and the values they are made of. Nothing here does I/O or reads a clock."""
