"""What every editable row shares."""
