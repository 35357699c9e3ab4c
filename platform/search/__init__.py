"""Full-text search over the record."""
