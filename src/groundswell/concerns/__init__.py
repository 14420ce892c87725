"""The sealed room: what cannot be said openly is raised here and read by chosen listeners alone.

A raiser needs no account and holds a receipt; a listener holds a key; the server keeps neither. The room owns
concerns, their keys and sealed items, its listeners and its own chain of acts; of all that happens it announces
only that a release was published.
"""
