"""One file per form of an article: pure functions from a Document to text."""
