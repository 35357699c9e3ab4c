"""The REST interface for partners."""
