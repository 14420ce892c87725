"""Outgoing mail: one queue, one transport, retries, bounces.

Rooms hand over finished words; a worker sends them. Development and the demo keep them in an outbox one can
read in the browser.
"""
