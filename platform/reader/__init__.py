"""Web pages for readers."""
