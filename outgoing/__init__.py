"""Requests to other people's servers, guarded: the only way out.

An address that somebody typed into a form is a way to make this server talk to its own network.
So a name is resolved once, every address it has must be public, the connection goes to exactly
such an address, a redirect is an answer and not followed, and all of it together has a deadline.

    from outgoing.requests import Failed, Refused, send
    from outgoing.rules import from_names

    rules = from_names(settings.OUTGOING_ALLOWED_NETWORKS, https_only=settings.PRODUCTION)
    answer = send("POST", url, body=body, headers={"Content-Type": "application/json"}, rules=rules)
"""
