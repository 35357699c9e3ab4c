"""What was done, by whom and when, with before and after: appended, never changed."""
