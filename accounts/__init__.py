"""Who works here: signing in, second factors, sessions, invitations, what is kept of people."""
