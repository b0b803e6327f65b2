"""Read models: bitemporal rows from the folds, their search index, and the published pages."""
