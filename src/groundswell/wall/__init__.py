"""The public wall: what this network is, what changed, which commitments were kept, and people's stories.

Anybody may read it without signing in. Credit is collective, a story is there only while its giver consents,
and a count of people below five is said in words.
"""
