"""The index knows what is a translation of what, and finds the latest withdrawals.

What is already published gets it from its current document.
"""

import json

from django.db import migrations, models
from django.db.models import F, Q

BATCH = 100  # documents in memory at a time


def fill(apps, schema_editor):
    article = apps.get_model("record", "PublishedArticle")
    # Canonical JSON has no spaces, so this finds those that name an original, and no others.
    naming = article.objects.filter(current__document__contains='"translation_of":{"')
    for row in naming.select_related("current").iterator(chunk_size=BATCH):
        original = json.loads(row.current.document)["translation_of"]
        if original:
            article.objects.filter(pk=row.pk).update(translation_of=original["slug"])


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0004_sections_and_licences"),
    ]

    operations = [
        migrations.AddField(
            "publishedarticle",
            "translation_of",
            models.CharField(
                blank=True,
                default="",
                help_text="The slug the original had, as the current version names it.",
                max_length=120,
            ),
            preserve_default=False,
        ),
        # Nothing to undo: the column goes.
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "publishedarticle",
            models.Index(
                condition=~Q(translation_of=""),
                fields=["translation_of"],
                name="translations",
            ),
        ),
        migrations.AddIndex(
            "publishedarticle",
            models.Index(
                F("modified").desc(),
                F("id").desc(),
                condition=Q(status="withdrawn"),
                name="withdrawn_latest_first",
            ),
        ),
    ]
