"""The serial: title, publisher, ISSNs, sections, subjects, issues."""
