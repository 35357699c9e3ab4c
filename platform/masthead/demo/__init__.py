"""What the demonstration shows: manuscripts, a publication, pictures and prose, all invented."""
