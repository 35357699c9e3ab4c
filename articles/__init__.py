"""The newsroom: drafts, checklist and the door to the record. Private."""
