"""Accounts: how somebody signs in, is written to, and leaves.

An account belongs to a person, not to a university: it may have several addresses, and survives the loss of
one. Signed links from a mail live here too: one verb, one thing, an expiry.
"""
