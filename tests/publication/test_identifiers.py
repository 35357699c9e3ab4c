import pytest
from hypothesis import given
from hypothesis import strategies as st

from publication.identifiers import (
    InvalidDoi,
    InvalidDoiPattern,
    InvalidIssn,
    check_doi_suffix_pattern,
    doi_suffix,
    issn_check_digit,
    normalise_doi,
    normalise_doi_prefix,
    normalise_issn,
)

stems = st.text(alphabet="0123456789", min_size=7, max_size=7)


@given(stems)
def test_of_the_eleven_check_digits_one_is_accepted_and_named_by_the_refusal_of_the_others(stem):
    right = issn_check_digit(stem)
    assert normalise_issn(stem + right) == f"{stem[:4]}-{stem[4:]}{right}"
    for wrong in set("0123456789X") - {right}:
        with pytest.raises(InvalidIssn) as refusal:
            normalise_issn(f"{stem[:4]}-{stem[4:]}{wrong}")
        assert refusal.value.expected_digit == right


def test_the_refusal_tells_the_digit_expected():
    with pytest.raises(InvalidIssn, match="the check digit should be 1"):
        normalise_issn("2816-1972")


@pytest.mark.parametrize(
    "typed",
    [
        "28161971",
        "2816-1971",
        " 2816–1971 ",
        "ISSN 2816-1971",
        "ISSN: 2816 1971",
        "eISSN 2816-1971",
        "E-ISSN:2816-1971",
        "ISSN-L 2816-1971",
        "https://portal.issn.org/resource/ISSN/2816-1971",
        "urn:issn:2816-1971",
    ],
)
def test_an_issn_may_be_typed_in_any_usual_form(typed):
    assert normalise_issn(typed) == "2816-1971"


def test_a_small_x_becomes_a_capital_one():
    assert normalise_issn("2434-561x") == "2434-561X"


@pytest.mark.parametrize(
    "typed", ["", "2816", "2816-19711", "28X6-1971", "٢٨١٦١٩٧١", "ISBN 2816-1971"]
)
def test_what_is_no_issn_is_refused_without_naming_a_digit(typed):
    with pytest.raises(InvalidIssn) as refusal:
        normalise_issn(typed)
    assert refusal.value.expected_digit is None


@pytest.mark.parametrize(
    "typed",
    [
        "10.5555/Rev.2023.0002",
        "doi:10.5555/rev.2023.0002",
        "DOI: 10.5555/rev.2023.0002",
        "https://doi.org/10.5555/rev.2023.0002",
        "http://dx.doi.org/10.5555/REV.2023.0002",
    ],
)
def test_a_doi_is_kept_bare_and_in_lower_case(typed):
    assert normalise_doi(typed) == "10.5555/rev.2023.0002"


@pytest.mark.parametrize(
    "typed",
    ["", "10.5555", "10.5555/", "11.5555/abc", "10.55/abc", "10.5555/a b", "10.5555/" + "a" * 201],
)
def test_what_is_no_doi_is_refused(typed):
    with pytest.raises(InvalidDoi):
        normalise_doi(typed)


def test_a_doi_prefix_is_kept_bare():
    assert normalise_doi_prefix("https://doi.org/10.5555/") == "10.5555"
    with pytest.raises(InvalidDoi):
        normalise_doi_prefix("10.55")


def test_a_suffix_is_made_from_its_pattern():
    made = doi_suffix("hr.{year}.{number}-{code}", code="k7f2", number=12, year=2026)
    assert made == "hr.2026.0012-k7f2"


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{year}", "two articles share"),
        ("fixed", "two articles share"),
        ("{code}{title}", "title"),
        ("{code} x", "may hold"),
        ("{code}{", "may hold"),
        ("{code.__class__}", "__class__"),
    ],
)
def test_a_pattern_that_cannot_serve_is_refused_with_its_reason(pattern, reason):
    with pytest.raises(InvalidDoiPattern, match=reason):
        check_doi_suffix_pattern(pattern)
