"""What anybody raises, in one field: to the group or to a co-chair, signed in or not.

Everything raised has an owner and a date by which it is answered, can become an agenda item or a project,
and whoever raised it is told at every step and asked at the end whether it worked.
"""
