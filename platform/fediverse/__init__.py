"""The publication as an actor that others may follow (ActivityPub)."""
