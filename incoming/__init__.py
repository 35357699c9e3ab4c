"""Requests that come in: what every room that answers them must judge alike."""
