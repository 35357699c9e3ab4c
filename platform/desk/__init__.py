"""What the newsroom opens first: what waits, what comes when, and finding everything."""
