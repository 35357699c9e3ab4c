"""The making of PDF files: a template, and a process of its own in which it is set."""
