"""Reading the published documents that entries cite."""
