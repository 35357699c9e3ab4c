"""Telling partners what happened to the record: webhooks, and letters where there is none.

The follower (`following.enqueue`) writes down who is to be told of what; the chores
(`delivering.deliver_due`, `letters.send_due`, `tidying.forget_old`) do what is written there. All
of it can be killed at any moment, and several may run side by side.
"""
