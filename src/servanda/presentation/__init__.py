"""How answers look: dates in words, tables, JSON, pages."""
