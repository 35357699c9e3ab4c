from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from record.models import PublishedArticle, Version
from record.redacting import StillCurrent, redact


class Command(BaseCommand):
    help = (
        "Removes the text of one published version when law or ethics demand it. Its number, "
        "digest and place in the chain stay; readers get the notice. It cannot be undone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the article's address")
        parser.add_argument("number", type=int, help="the version's number")
        parser.add_argument("--notice", required=True, help="what readers are told")
        parser.add_argument("--by", required=True, help="who answers for it")

    def handle(self, *args: Any, **options: Any) -> None:
        slug, number = options["slug"], options["number"]
        article = PublishedArticle.objects.filter(slug=slug).first()
        if article is None:
            raise CommandError(f"Nothing was published at “{slug}”.")
        version = Version.objects.filter(article=article.article, number=number).first()
        if version is None:
            raise CommandError(f"“{slug}” has no version {number}.")
        try:
            redact(version, notice=options["notice"], by=options["by"], at=timezone.now())
        except StillCurrent:
            raise CommandError(
                f"Version {number} is what readers see now. Publish a correction, or withdraw the "
                "article, then redact."
            ) from None
        self.stdout.write(self.style.SUCCESS(f"Version {number} of “{slug}” is redacted."))
