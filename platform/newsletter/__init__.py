"""Articles by mail: who asked for which, and what was sent to whom. Its pages are the reader's."""
