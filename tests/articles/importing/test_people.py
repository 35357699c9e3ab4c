"""Names taken apart."""

import pytest

from articles.importing.people import is_collective, looks_like_name, split_name, split_names


@pytest.mark.parametrize(
    ("printed", "given", "family", "order"),
    [
        ("Mina Seo", "Mina", "Seo", "given-first"),
        ("Seo, Mina", "Mina", "Seo", "given-first"),
        ("SEO Mina", "Mina", "Seo", "family-first"),
        ("Mina SEO-LIND", "Mina", "Seo-Lind", "given-first"),
        ("Dr. Mina Seo, Ph.D.", "Mina", "Seo", "given-first"),
        ("Seo Min-a", "Min-a", "Seo", "family-first"),
        ("Kim Min-a", "Min-a", "Kim", "family-first"),
        ("Kim Lind", "Kim", "Lind", "given-first"),
        ("Nguyen Van Lam", "Van Lam", "Nguyen", "family-first"),
        ("Jan van der Zee", "Jan", "van der Zee", "given-first"),
        ("J. R. O’Lind", "J. R.", "O’Lind", "given-first"),
        ("Mina", "", "Mina", "given-first"),
        ("서미나", "미나", "서", "family-first"),
        ("남궁미나", "미나", "남궁", "family-first"),
        ("서 미나", "미나", "서", "family-first"),
        ("王小海", "小海", "王", "family-first"),
        ("欧阳小海", "小海", "欧阳", "family-first"),
        ("海野波子", "波子", "海野", "family-first"),
        ("ミナ・リンド", "ミナ", "リンド", "given-first"),
    ],
)
def test_names_are_taken_apart_by_script_capitals_and_likelihood(printed, given, family, order):
    name = split_name(printed)

    assert (name.given_name, name.family_name, name.name_order) == (given, family, order)


def test_a_name_in_brackets_is_the_native_one():
    assert split_name("Mina Seo (서미나)").native_name == "서미나"
    assert split_name("서미나 (Mina Seo)").family_name == "Seo"
    assert split_name("Mina Seo (Lind)").native_name == ""


def test_a_generation_is_a_suffix_and_a_degree_is_not():
    assert split_name("Jo Lind Jr.").suffix == "Jr."
    assert split_name("Jo Lind III").suffix == "III"
    assert split_name("Jo Lind, PhD").suffix == ""


def test_what_was_decided_by_likelihood_is_told():
    assert split_name("Seo Min-a").guessed
    assert split_name("Kim Lind").guessed
    assert not split_name("Mina Seo").guessed
    assert not split_name("SEO Mina").guessed


@pytest.mark.parametrize(
    "text", ["Mina Seo", "J. R. Lind", "Jan van der Zee", "서미나", "王小海", "Mina d’Arc"]
)
def test_these_could_be_names(text):
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    ["Tides", "rising seas", "Ports of Call", "Seo & Lind", "In 2031", "바다는 제 달력", ""],
)
def test_these_could_not(text):
    assert not looks_like_name(text)


def test_names_are_parted_and_groups_are_known():
    assert split_names("Mina Seo, Jo Lind and Ana Ruiz") == ["Mina Seo", "Jo Lind", "Ana Ruiz"]
    assert split_names("서미나·김도윤") == ["서미나", "김도윤"]
    assert split_names("Jo Lind, Jr. & Alexander Sand") == ["Jo Lind, Jr", "Alexander Sand"]
    assert is_collective("The Editorial Board")
    assert not is_collective("Mina Seo")
