"""Who did what: append-only, one keyed chain per network.

Rows name the actor by a pseudonym that is resolved to a name while the person is here. They outlive what
they describe, and a thief of the database cannot recompute the chain.
"""
