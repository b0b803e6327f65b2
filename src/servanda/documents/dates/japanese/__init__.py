"""Times as Japanese says them."""
