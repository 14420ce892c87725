"""Addresses of this room's pages, and what one reads there."""

from django.urls import reverse


def url(name, cast, *args):
    return reverse(f"meetings:{name}", args=[cast.network.slug, *args])


def page(client, address, **extra):
    return client.get(address, **extra).content.decode()
