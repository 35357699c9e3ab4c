"""Telling partners what happened to the record."""
