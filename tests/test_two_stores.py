"""The same record in SQLite and in PostgreSQL: the same lines, the same root, the same answers."""
