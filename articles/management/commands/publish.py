from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import clock, publishing
from articles.checklist import Checklist, Item, Level, check
from articles.models import Article
from articles.workflow import WrongState


def override(text: str) -> tuple[str, str]:
    """A warning's code and the reason for going on: CODE=REASON."""
    code, _, reason = text.partition("=")
    if not (code.strip() and reason.strip()):
        raise ArgumentTypeError(f"“{text}” is not CODE=REASON, such as body-short=an obituary")
    return code.strip(), reason.strip()


class Command(BaseCommand):
    help = "Publishes an article: the checklist first, then the door the admin's button uses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the article's address")
        parser.add_argument(
            "--check", action="store_true", help="only print the checklist; publish nothing"
        )
        parser.add_argument(
            "--override",
            action="append",
            default=[],
            type=override,
            metavar="CODE=REASON",
            help="publish in spite of this warning, for this reason; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        try:
            article = Article.objects.get(slug=options["slug"])
        except Article.DoesNotExist:
            raise CommandError(f"There is no article “{options['slug']}”.") from None
        found = check(article, at=now)
        for item in found.items:
            style = self.style.ERROR if item in found.errors else self.style.WARNING
            self.stdout.write(style(_line(item)))
        if options["check"]:
            return
        overriding = dict(options["override"])
        _demand_warnings(found, overriding)
        try:
            version = publishing.publish(article, by=None, at=now, overriding=overriding)
        except publishing.NotReady as error:
            raise CommandError(_not_ready(error.checklist)) from error
        except WrongState as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            self.style.SUCCESS(f"“{article.title}” is public as version {version.number}.")
        )


def _line(item: Item) -> str:
    code = f" ({item.code})" if item.level is Level.WARNING else ""
    because = f" Answered for: {item.overridden}" if item.overridden else ""
    return f"{item.level}{code}: {item.message}{because}"


def _demand_warnings(found: Checklist, overriding: dict[str, str]) -> None:
    errors = overriding.keys() & {item.code for item in found.errors}
    if errors:
        raise CommandError(f"{', '.join(sorted(errors))}: an error cannot be overridden.")


def _not_ready(found: Checklist) -> str:
    parts = [f"{len(found.errors)} errors to mend first."] if found.errors else []
    if found.warnings:
        codes = " ".join(
            f"--override {code}=REASON" for code in sorted({w.code for w in found.warnings})
        )
        parts.append(f"{len(found.warnings)} warnings to mend, or to answer for: {codes}")
    return f"Not published: {' '.join(parts)}"
