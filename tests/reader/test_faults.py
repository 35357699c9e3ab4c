"""Pages for what went wrong: each says so, helps, and never breaks itself."""

from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from reader import errors
from reader.answers import reading


@pytest.mark.django_db
@pytest.mark.parametrize(
    "before",
    ["", "yesterday", "2026-03-01", "2026-13-01T00:00:00Z-1", "2026-03-01T09:00:00Z-", "1%00",
     "2026-03-01T09:00:00Z-99999999999999999999", "٢٠٢٦-03-01T09:00:00Z-1", "x" * 5000],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/articles/", "/authors/x/", "/corrections/", "/topics/x/"])
def test_a_malformed_place_in_a_list_is_explained(client, address, before):
    answer = client.get(f"{address}?before={before}")

    assert answer.status_code == 400
    assert "does not name a place in the list" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/nothing", "/articles/%00/", "/articles/%FF%FE/", "/articles/..%2f..%2fetc/", "/articles/Ω/",
     "/articles/a b/", "/authors/" + "x" * 3000 + "/", "/sitemap-articles-1000000.xml"],
)  # fmt: skip
def test_a_wrong_address_is_not_found_and_leads_on(client, address):
    answer = client.get(address)

    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()
    assert 'href="/articles/"' in answer.content.decode()


@pytest.mark.django_db
def test_a_page_not_found_repeats_nothing_of_its_address(client):
    assert client.get("/secret-word/").content == client.get("/another-one/").content


def test_the_page_for_our_own_faults_asks_nothing_of_the_database():
    answer = errors.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()


def test_our_own_faults_are_told_even_if_no_template_can_be_rendered():
    with mock.patch("reader.errors.render_to_string", side_effect=RuntimeError):
        answer = errors.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()


@pytest.mark.django_db
def test_a_fault_in_a_view_gets_that_page(client):
    client.raise_request_exception = False
    with mock.patch("reader.home.articles", side_effect=RuntimeError("inside")):
        answer = client.get("/")

    assert answer.status_code == 500
    assert "inside" not in answer.content.decode()


def test_a_database_that_does_not_answer_is_no_fault_of_the_reader(caplog):
    @reading
    def view(request):
        raise OperationalError("connection refused")

    answer = view(RequestFactory().get("/"))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "back in a moment" in answer.content.decode()
    assert "connection refused" in caplog.text


@pytest.mark.django_db
def test_a_page_not_found_is_told_without_a_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        answer = errors.not_found(RequestFactory().get("/"))

    assert answer.status_code == 404
    assert "Masthead" in answer.content.decode()
