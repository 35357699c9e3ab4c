import pytest

from authors.models import Author
from editing.saving import StaleSave, claim, save


def test_every_claim_counts_one(make_author):
    author = make_author()
    claim(author, 1)
    claim(author, 2)
    author.refresh_from_db()
    assert author.edit_number == 3


def test_what_was_read_before_somebody_saved_is_not_saved(make_author):
    author = make_author(title="Professor")
    mine, theirs = (Author.objects.get(pk=author.pk) for _ in range(2))

    theirs.title = "Dean"
    save(theirs)
    mine.title = "Rector"
    with pytest.raises(StaleSave) as stale:
        save(mine)

    author.refresh_from_db()
    assert author.title == "Dean"
    assert (stale.value.edit_number, stale.value.current) == (1, 2)
    assert mine.edit_number == 1


def test_what_was_deleted_is_not_saved(make_author):
    author = make_author()
    Author.objects.filter(pk=author.pk).delete()
    with pytest.raises(StaleSave) as stale:
        save(author)
    assert stale.value.current is None
