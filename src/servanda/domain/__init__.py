"""The rules of the record, as pure functions: no I/O, no clock."""
