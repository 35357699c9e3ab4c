"""Handing an author what the newsroom knows of them, and forgetting what was never published."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from accounts import personal_data
from accounts.admin.steps import Step, as_file
from audit import acts
from authors.models import Author

__all__ = ["STEPS"]


def export(request: HttpRequest, author: Author) -> HttpResponse:
    text = json.dumps(personal_data.export(author), ensure_ascii=False, indent=1)
    by = request.user
    acts.record(by=by, what="personal data exported", object=author, before={}, after={})
    return as_file(text, f"author-{author.slug}.json")


def erase(request: HttpRequest, author: Author) -> str:
    by, reason = request.user, request.POST.get("reason", "")
    personal_data.erase(author, by=by, reason=reason)  # type: ignore[arg-type]
    return "What was never published is erased. Published bylines stay."


STEPS = (
    Step(
        "export",
        "Export personal data",
        "A file with everything the newsroom keeps about this author, to hand to them.",
        export,
    ),
    Step(
        "erase",
        "Erase what was never published",
        "Mail address, telephone number, private notes and what the audit log says of this profile "
        "are erased. Name, biography and affiliations stay as they were printed. This cannot be "
        "undone. A profile that no article names can be deleted as a whole.",
        erase,
        grave=True,
    ),
)
