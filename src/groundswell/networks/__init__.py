"""Networks: who belongs, for how long, in which office, and what the institution around them looks like.

Roles come from here: a dated membership, a dated term. The directory of offices, departments and placement
sites and the institution's calendar are kept here because every room above needs them.
"""
