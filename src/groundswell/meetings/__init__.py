"""Finding a time most students can make, one screen of minutes, and actions that come back until they are closed.

Availability belongs to a person and is never shown as theirs. Polls, actions and minutes are answered from a
link in a mail. Minutes leave the same evening as "decided", "yours" and "next".
"""
