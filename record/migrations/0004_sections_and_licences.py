from django.db import migrations, models
from django.db.models import F

BATCH = 500  # rows of one UPDATE


def fill(apps, schema_editor):
    """From the summaries, where both stand already; a section by its present or former slug."""
    article = apps.get_model("record", "PublishedArticle")
    sections = dict(apps.get_model("publication", "Section").objects.values_list("slug", "pk"))
    former = apps.get_model("editing", "FormerSlug").objects.filter(model="publication.section")
    for slug, pk in former.values_list("slug", "object_id"):
        sections.setdefault(slug, pk)
    batch = []
    for row in article.objects.only("pk", "summary").iterator(chunk_size=BATCH):
        row.section_id = sections.get(row.summary["section"]["slug"])
        row.licence = (row.summary["licence"] or {}).get("spdx", "")
        batch.append(row)
        if len(batch) == BATCH:
            article.objects.bulk_update(batch, ["section", "licence"])
            batch.clear()
    article.objects.bulk_update(batch, ["section", "licence"])


class Migration(migrations.Migration):
    dependencies = [
        ("editing", "0001_initial"),
        ("publication", "0001_initial"),
        ("record", "0003_corrections_index"),
    ]

    operations = [
        migrations.AddField(
            "publishedarticle",
            "section",
            models.ForeignKey(
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="publication.section",
                help_text="Null only for what was withdrawn before sections were kept here.",
            ),
        ),
        migrations.AddField(
            "publishedarticle",
            "licence",
            models.CharField(
                blank=True, default="", help_text="SPDX identifier.", max_length=80
            ),
            preserve_default=False,
        ),
        # Nothing to undo: the columns go.
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "publishedarticle",
            models.Index(
                F("licence"),
                F("first_published").desc(),
                F("id").desc(),
                name="latest_by_licence",
            ),
        ),
    ]
