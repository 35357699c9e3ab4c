"""Requests to other people's servers, guarded: the only way out."""
