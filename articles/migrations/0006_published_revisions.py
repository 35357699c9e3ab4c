"""Which revisions became which versions, from the words that publishing has always left."""

from django.db import migrations
from django.db.models import Q

SAID = Q(reason="Published")
for words in ("Published as correction: ", "Published as update: ", "Retraction: ", "Withdrawal: "):
    SAID |= Q(reason__startswith=words)


def number_published(apps, schema_editor) -> None:
    """A retraction and a withdrawal are versions, but not of the text that was saved by then."""
    revision_model = apps.get_model("articles", "Revision")
    last: dict[int, int] = {}
    told = revision_model.objects.filter(SAID).order_by("article_id", "number")
    for revision in told.only("pk", "article_id", "reason").iterator():
        number = last.get(revision.article_id, 0) + 1
        last[revision.article_id] = number
        if revision.reason.startswith("Published"):
            revision_model.objects.filter(pk=revision.pk).update(published_as=number)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_terms_and_overrides")]
    operations = [migrations.RunPython(number_published, migrations.RunPython.noop)]
