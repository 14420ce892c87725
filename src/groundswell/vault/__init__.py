"""Keys, envelopes and receipts: the cryptography under the sealed room.

A pure library: it imports no web framework and nothing else of this package, so it works from a notebook.
Every construction is a library's (PyNaCl, argon2-cffi, cryptography, shamir-mnemonic); what is ours is how they
are joined, written down in ``docs/explanation/vault-threats.md``. What cannot be used raises ``errors.VaultError``.
"""
