import json
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from articles.importing.drafting import Outcome, Picture, Status, import_file
from articles.importing.manuscript import Problem, Report


class Command(BaseCommand):
    help = (
        "Makes draft articles from manuscripts (.docx, .odt, plain text, Markdown) or saved pages. "
        "Says what was recognised, guessed and missing. The same file twice changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object for each file")
        parser.add_argument("--photo", metavar="IMAGE", help="the article's lead photo")
        parser.add_argument(
            "--alt", default="", metavar="TEXT", help="what the photo shows, for who cannot see it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        files, photo = options["files"], options["photo"]
        if photo and len(files) > 1:
            raise CommandError("--photo goes with one file.")
        refused = 0
        for file in files:
            outcome = self._import(Path(file), photo, options["alt"])
            refused += outcome.status is Status.REFUSED
            if options["json"]:
                self.stdout.write(json.dumps(outcome.as_json(file), ensure_ascii=False))
            else:
                self._say(file, outcome)
        if refused:
            raise CommandError(f"{refused} of {len(files)} refused.")

    def _import(self, path: Path, photo: str | None, alt: str) -> Outcome:
        with ExitStack() as stack:
            try:
                data = path.read_bytes()
                picture = None
                if photo:
                    file = stack.enter_context(Path(photo).open("rb"))
                    picture = Picture(File(file), Path(photo).name, alt)
            except OSError as error:
                problem = Problem(f"{error.filename} cannot be read: {error.strerror}.", "")
                return Outcome(Status.REFUSED, Report(problems=(problem,)))
            return import_file(data, path.name, by=None, picture=picture)

    def _say(self, file: str, outcome: Outcome) -> None:
        style = self.style.ERROR if outcome.status is Status.REFUSED else self.style.SUCCESS
        where = f" as “{outcome.article.slug}”" if outcome.article else ""
        self.stdout.write(style(f"{file}: {outcome.status}{where}"))
        for heading, lines in (
            ("recognised", outcome.report.recognised),
            ("guessed", outcome.report.guessed),
            ("missing", outcome.report.missing),
            ("problems", outcome.report.problems),
        ):
            if lines:
                self.stdout.write(f"  {heading}")
            for line in lines:
                self.stdout.write(f"    {line}")
