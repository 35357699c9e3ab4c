import pytest

from authors.names import FAMILY_FIRST, GIVEN_FIRST, display_name, sort_name


@pytest.mark.parametrize(
    ("given", "family", "order", "suffix", "printed", "sorted_as"),
    [
        pytest.param(
            "Min-ji", "Kim", FAMILY_FIRST, "", "Kim Min-ji", "Kim, Min-ji", id="family first"
        ),
        pytest.param(
            "Min-ji", "Kim", GIVEN_FIRST, "", "Min-ji Kim", "Kim, Min-ji", id="given first"
        ),
        pytest.param("", "Suharti", GIVEN_FIRST, "", "Suharti", "Suharti", id="a single name"),
        pytest.param("Suharti", "", FAMILY_FIRST, "", "Suharti", "Suharti", id="… as given name"),
        pytest.param(
            "John Q.",
            "Doe",
            GIVEN_FIRST,
            "Jr.",
            "John Q. Doe Jr.",
            "Doe, John Q., Jr.",
            id="suffix",
        ),
        pytest.param(
            "Lotte",
            "van den Berg",
            GIVEN_FIRST,
            "",
            "Lotte van den Berg",
            "van den Berg, Lotte",
            id="particles",
        ),
        pytest.param(
            " Lotte ", " Berg", GIVEN_FIRST, " ", "Lotte Berg", "Berg, Lotte", id="spaces"
        ),
    ],
)
def test_a_name_is_printed_in_its_own_order_and_sorted_by_family(
    given, family, order, suffix, printed, sorted_as
):
    assert display_name(given, family, order, suffix) == printed
    assert sort_name(given, family, suffix) == sorted_as
