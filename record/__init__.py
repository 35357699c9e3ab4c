"""What has been published: append-only."""
