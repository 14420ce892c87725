"""Argon2id at 19 MiB, two passes, one lane: about 20 ms and one core, where Django's default takes both."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
