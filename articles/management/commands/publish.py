from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import publishing
from articles.checklist import check
from articles.models import Article
from articles.workflow import WrongState


class Command(BaseCommand):
    help = "Publishes an article: the checklist first, then the door the admin's button uses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the article's address")
        parser.add_argument(
            "--check", action="store_true", help="only print the checklist; publish nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            article = Article.objects.get(slug=options["slug"])
        except Article.DoesNotExist:
            raise CommandError(f"There is no article “{options['slug']}”.") from None
        found = check(article, at=now)
        for item in found.items:
            style = self.style.ERROR if item in found.errors else self.style.WARNING
            self.stdout.write(style(f"{item.level}: {item.message}"))
        if options["check"]:
            return
        try:
            version = publishing.publish(article, by=None, at=now)
        except publishing.NotReady as error:
            raise CommandError(
                f"Not published: {len(error.checklist.errors)} errors to mend first."
            ) from error
        except WrongState as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            self.style.SUCCESS(f"“{article.title}” is public as version {version.number}.")
        )
