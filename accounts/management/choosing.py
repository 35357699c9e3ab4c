"""Naming the person a command is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from django.db import models

__all__ = ["add_person", "chosen"]


def add_person(parser: CommandParser) -> None:
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--account", metavar="NAME", help="The name somebody signs in by.")
    who.add_argument("--author", metavar="SLUG", help="The last part of a profile's address.")


def chosen(options: Mapping[str, Any]) -> models.Model:
    """The account or author that was named. Raises CommandError."""
    found: models.Model | None
    if options["account"]:
        found = User.objects.filter(username=options["account"]).first()
    else:
        authors = apps.get_model("authors", "Author")._default_manager
        found = authors.filter(slug=options["author"]).first()
    if found is None:
        raise CommandError(f"There is no “{options['account'] or options['author']}”.")
    return found
