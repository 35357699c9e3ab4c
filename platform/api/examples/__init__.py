"""The examples of the documentation, all invented."""
