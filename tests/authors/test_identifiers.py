import pytest
from hypothesis import given
from hypothesis import strategies as st

from authors.identifiers import (
    BASE_32,
    InvalidOrcid,
    InvalidRor,
    normalise_orcid,
    normalise_ror,
    orcid_check_digit,
    orcid_url,
    ror_check_digits,
    ror_url,
)

DIGITS = "0123456789"


@given(st.text(alphabet=DIGITS, min_size=15, max_size=15))
def test_of_the_eleven_check_digits_one_is_accepted_and_named_by_the_refusal_of_the_others(stem):
    right = orcid_check_digit(stem)
    canonical = "-".join([stem[:4], stem[4:8], stem[8:12], stem[12:] + right])
    assert normalise_orcid(stem + right) == canonical
    for wrong in {*DIGITS, "X"} - {right}:
        with pytest.raises(InvalidOrcid) as refusal:
            normalise_orcid(stem + wrong)
        assert refusal.value.expected_digit == right


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1825-0097",
        "0000000218250097",
        " 0000 0002 1825 0097 ",
        "https://orcid.org/0000-0002-1825-0097",
        "http://www.orcid.org/0000-0002-1825-0097/",
        "orcid.org/0000-0002-1825-0097",
        "ORCID: 0000-0002-1825-0097",
        "ORCID iD 0000–0002–1825–0097",
    ],
)
def test_an_orcid_id_may_be_pasted_in_any_usual_form(typed):
    assert normalise_orcid(typed) == "0000-0002-1825-0097"


def test_a_small_x_becomes_a_capital_one():
    assert normalise_orcid("0000-0002-1694-233x") == "0000-0002-1694-233X"


@pytest.mark.parametrize("typed", ["", "0000-0002-1825", "https://example.org/0000-0002-1825-0097"])
def test_what_is_no_orcid_id_is_refused_without_naming_a_digit(typed):
    with pytest.raises(InvalidOrcid) as refusal:
        normalise_orcid(typed)
    assert refusal.value.expected_digit is None


@given(st.text(alphabet=BASE_32, min_size=6, max_size=6))
def test_of_all_pairs_of_check_digits_one_is_accepted_for_a_ror(stem):
    right = ror_check_digits("0" + stem)
    assert normalise_ror(f"https://ror.org/0{stem}{right}") == f"0{stem}{right}"
    for number in range(100):
        if (wrong := f"{number:02d}") != right:
            with pytest.raises(InvalidRor) as refusal:
                normalise_ror(f"0{stem}{wrong}")
            assert refusal.value.expected_digits == right


@pytest.mark.parametrize("ror", ["05gq02987", "013meh722", "03vek6s52", "042nb2s44"])
def test_identifiers_in_use_are_accepted(ror):
    assert normalise_ror(f"HTTPS://ROR.ORG/{ror.upper()}") == ror
    assert normalise_ror(f"ror.org/{ror}/") == ror


@pytest.mark.parametrize(
    "typed", ["", "05gq0298", "15gq02987", "0iiiiii00", "https://example.org/05gq02987"]
)
def test_what_is_no_ror_is_refused_without_naming_digits(typed):
    with pytest.raises(InvalidRor) as refusal:
        normalise_ror(typed)
    assert refusal.value.expected_digits is None


def test_identifiers_are_shown_as_their_registers_want_them():
    assert orcid_url("0000-0002-1825-0097") == "https://orcid.org/0000-0002-1825-0097"
    assert ror_url("05gq02987") == "https://ror.org/05gq02987"
