"""Stories of the list of references in a manuscript's front matter."""

from articles.importing.front_matter_fields import manuscript_of
from articles.importing.manuscript import Findings, Reference


def references_of(*entries: object) -> tuple[Reference, ...]:
    told = {"references": list(entries)}
    return manuscript_of(told, Findings(), lambda text: text).references


def test_a_reference_may_be_a_line_with_its_doi_inside():
    (reference,) = references_of("Aldecoa, T. Clubs. https://doi.org/10.5555/Clubs.7")

    assert reference.doi == "10.5555/clubs.7"
    assert reference.text.startswith("Aldecoa, T. Clubs.")


def test_a_reference_may_tell_its_text_doi_and_address_apart():
    (reference,) = references_of(
        {
            "text": "Saltmarsh. Permission.",
            "doi": "10.5555/JLA.1",
            "url": "https://jla.example.org/1",
        }
    )

    assert reference == Reference(
        "Saltmarsh. Permission.", "10.5555/jla.1", "https://jla.example.org/1"
    )


def test_a_reference_without_text_is_none():
    assert references_of({"doi": "10.5555/jla.1"}, "", None) == ()


def test_an_address_that_is_no_web_address_is_left_out():
    (reference,) = references_of({"text": "Saltmarsh.", "url": "javascript:alert(1)"})

    assert reference.url == ""
