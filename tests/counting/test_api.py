"""What the API tells of how articles are read, and to whom."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import ANY

import jsonschema
import pytest
from django.core.cache import cache

from api.examples.usage import REPORT
from counting.models import DailyUsage
from publication.models import Publication
from record.document import Contribution, Kind

pytestmark = pytest.mark.django_db

USAGE = "/api/v1/articles/ferries/usage/"
IR = "/api/v1/reports/ir/?begin_date=2026-03&end_date=2026-04"
SCHEMA = json.loads((Path(__file__).parent / "schemas/item_report.json").read_text("utf-8"))
ONCE = dict.fromkeys(
    ["total_item_investigations", "unique_item_investigations", "total_item_requests",
     "unique_item_requests"], 1,
)  # fmt: skip


@pytest.fixture(autouse=True)
def publication(make_publication):
    """The review, which shows its readers what is read."""
    publication = make_publication(title="The Strait Review")
    Publication.objects.filter(pk=publication.pk).update(
        shows_counts=True, issn_online="1234-5679", publisher="Institute of Invented Waters"
    )
    return publication


@pytest.fixture
def read(make_public, make_later, look, noon):
    """An article read in March, in April as a PDF, and corrected in between."""
    ferries = make_public(slug="ferries", title="A Ferry Is a Policy", doi="10.5555/ferries")
    look("/articles/ferries/", at=noon)
    corrected = make_later(ferries, Kind.CORRECTION)
    look("/articles/ferries/article.pdf", at=noon + timedelta(days=31))
    return corrected


def report_of(client, address=IR, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.content
    report = answer.json()
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(
        report
    )
    return report


# --- an article -------------------------------------------------------------------------------


def test_the_usage_of_an_article_is_told_by_month_version_and_form(client, read):
    data = client.get(USAGE).json()

    assert data == {
        "id": read.article,
        "slug": "ferries",
        "total": dict.fromkeys(ONCE, 2),
        "months": [{"month": "2026-03", **ONCE}, {"month": "2026-04", **ONCE}],
        "versions": [{"number": 1, **ONCE}, {"number": 2, **ONCE}],
        "forms": [{"form": "html", **ONCE}, {"form": "pdf", **ONCE}],
        "links": {
            "self": ANY,
            "article": ANY,
        },
    }
    assert data["links"]["self"].endswith(USAGE)


def test_it_is_told_of_chosen_months(client, read):
    for query, months in (
        ("from=2026-04", ["2026-04"]),
        ("until=2026-03", ["2026-03"]),
        ("from=2026-03&until=2026-04", ["2026-03", "2026-04"]),
        ("from=2026-05&until=2026-06", []),
    ):
        data = client.get(f"{USAGE}?{query}").json()
        assert [each["month"] for each in data["months"]] == months
        assert data["total"]["total_item_requests"] == len(months)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=yesterday", "from"), ("from=2026-13", "from"), ("from=2026-00", "from"),
        ("until=0000-01", "until"), ("from=2026-04&until=2026-03", "until"),
        ("from=2999-01", "from"), ("from=", "from"), ("from=2026-02-30", "from"),
        ("month=2026-01", "month"), ("from=2026-01&from=2026-02", "from"),
    ],
)  # fmt: skip
def test_months_that_are_none_are_refused_with_the_reason(client, read, query, parameter):
    answer = client.get(f"{USAGE}?{query}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_an_article_that_nobody_has_read_has_zeros(client, make_public):
    make_public(slug="ferries")

    data = client.get(USAGE).json()

    assert data["total"] == dict.fromkeys(ONCE, 0)
    assert data["months"] == data["versions"] == data["forms"] == []


def test_who_asks_again_gets_an_empty_answer_until_somebody_reads(client, read, look, noon):
    tag = client.get(USAGE)["ETag"]

    assert client.get(USAGE, headers={"If-None-Match": tag}).status_code == 304
    look("/articles/ferries/", at=noon)
    assert client.get(USAGE, headers={"If-None-Match": tag}).status_code == 200


def test_what_was_withdrawn_or_never_published_tells_nothing(client, read, make_later):
    make_later(read, Kind.WITHDRAWAL)

    assert client.get("/api/v1/articles/nothing/usage/").status_code == 404
    gone = client.get(USAGE)
    assert gone.status_code == 410
    assert "total" not in gone.json()


@pytest.mark.parametrize("address", [USAGE, IR], ids=["an article", "the report"])
def test_where_readers_are_not_shown_it_a_key_is_needed(client, read, publication, bearer, address):
    Publication.objects.filter(pk=publication.pk).update(shows_counts=False)

    refused = client.get(address)

    assert refused.status_code == 401
    assert refused["WWW-Authenticate"] == "Bearer"
    assert "holders of a key" in refused.json()["detail"]
    assert client.get(address, headers=bearer()).status_code == 200


def test_a_partner_is_told_nothing_of_what_it_may_not_carry(client, read, bearer, make_partner):
    headers = bearer(make_partner(licences=[]))

    assert client.get(USAGE, headers=headers).status_code == 404
    assert report_of(client, **headers)["Report_Items"] == []


def test_an_article_costs_the_same_queries_however_much_it_was_read(
    client, read, look, noon, django_assert_max_num_queries
):
    for days in range(60):
        look("/articles/ferries/", "/articles/ferries/v1/", at=noon + timedelta(days=days))

    with django_assert_max_num_queries(4):
        assert client.get(USAGE).json()["total"]["total_item_requests"] == 122


# --- the report -------------------------------------------------------------------------------


def test_the_item_report_is_valid_and_says_who_read_what(client, read):
    report = report_of(client)

    head = report["Report_Header"]
    assert head["Institution_Name"] == "The World"
    assert head["Institution_ID"] == {"Proprietary": ["masthead:0000000000000000"]}
    assert head["Report_Filters"] == {"Begin_Date": "2026-03-01", "End_Date": "2026-04-30"}
    assert head["Created_By"] == "The Strait Review"
    (parent,) = report["Report_Items"]
    assert (parent["Title"], parent["Item_ID"]["Online_ISSN"]) == ("The Strait Review", "1234-5679")
    (item,) = parent["Items"]
    assert item["Item"] == "A Ferry Is a Policy"
    assert item["Item_ID"]["DOI"] == "10.5555/ferries"
    assert item["Article_Version"] == "CVoR"
    (performance,) = item["Attribute_Performance"]
    assert performance == {
        "Data_Type": "Article",
        "YOP": "2026",
        "Access_Type": "Open",
        "Performance": {
            "Total_Item_Investigations": {"2026-03": 1, "2026-04": 1},
            "Unique_Item_Investigations": {"2026-03": 1, "2026-04": 1},
            "Total_Item_Requests": {"2026-03": 1, "2026-04": 1},
            "Unique_Item_Requests": {"2026-03": 1, "2026-04": 1},
        },
    }


def test_what_is_zero_is_not_told(client, make_public, look, noon):
    make_public(slug="ferries", licence=None)
    look("/articles/ferries/article.bib", at=noon)

    (parent,) = report_of(client)["Report_Items"]
    (performance,) = parent["Items"][0]["Attribute_Performance"]
    assert performance["Access_Type"] == "Free_To_Read"
    assert performance["Performance"] == {
        "Total_Item_Investigations": {"2026-03": 1},
        "Unique_Item_Investigations": {"2026-03": 1},
    }


def test_strange_names_and_many_hands_are_within_the_schema(client, make_public, look):
    names = ("가", "X", "Mirae Yoon", "Mirae Yoon", "A B", "C D", "E F")
    make_public(slug="ferries", byline=tuple(Contribution(name=name) for name in names))
    look("/articles/ferries/")

    (parent,) = report_of(client)["Report_Items"]
    assert [each["Name"] for each in parent["Items"][0]["Authors"]] == ["Mirae Yoon", "A B", "C D"]


def test_a_report_of_nothing_says_so(client, read):
    past = report_of(client, "/api/v1/reports/ir/?begin_date=2025-01-01&end_date=2025-12-31")
    future = report_of(client, "/api/v1/reports/ir/?begin_date=2999-01&end_date=2999-01")

    assert past["Report_Items"] == future["Report_Items"] == []
    assert [each["Code"] for each in past["Report_Header"]["Exceptions"]] == [3030]
    assert [each["Code"] for each in future["Report_Header"]["Exceptions"]] == [3031]


def test_a_month_that_is_not_over_is_partial(client, make_public, look):
    now = datetime.now(UTC)
    make_public(slug="ferries")
    look("/articles/ferries/", at=now)

    report = report_of(client, f"/api/v1/reports/ir/?begin_date={now:%Y-%m}&end_date={now:%Y-%m}")

    (said,) = report["Report_Header"]["Exceptions"]
    assert (said["Code"], said["Message"]) == (3040, "Partial Data Returned")


def test_withdrawn_articles_are_not_in_the_report(client, read, make_later):
    make_later(read, Kind.WITHDRAWAL)

    assert report_of(client)["Report_Items"] == []


def test_a_report_is_of_one_month_if_one_is_named_and_of_the_last_if_none_is(client, read):
    of_march = report_of(client, "/api/v1/reports/ir/?begin_date=2026-03")
    of_some = report_of(client, "/api/v1/reports/ir/")

    assert of_march["Report_Header"]["Report_Filters"]["End_Date"] == "2026-03-31"
    end = (datetime.now(UTC).replace(day=1) - timedelta(days=1)).date()
    assert of_some["Report_Header"]["Report_Filters"] == {
        "Begin_Date": f"{end:%Y-%m}-01",
        "End_Date": f"{end:%Y-%m-%d}",
    }


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("begin_date=2026-04&end_date=2026-03", ["end_date"]),
        ("begin_date=2026-01&end_date=2027-01", ["end_date"]),
        ("begin_date=2026-01&end_date=2026-02&customer_id=17", ["customer_id"]),
        ("begin_date=2026-01&end_date=2026-02&cursor=made-up", ["cursor"]),
    ],
)  # fmt: skip
def test_a_report_of_no_months_is_refused(client, query, parameters):
    answer = client.get(f"/api/v1/reports/ir/?{query}")

    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == parameters


def test_a_large_report_is_walked_through_in_pages(
    client, make_public, look, noon, django_assert_num_queries
):
    days = [make_public() for _ in range(103)]
    DailyUsage.objects.bulk_create(
        DailyUsage(
            article=uuid.UUID(document.article), number=1, form="html", day=noon.date(),
            total_investigations=3, total_requests=2, unique_investigations=1, unique_requests=1,
        )
        for document in days
    )  # fmt: skip
    cache.clear()

    with django_assert_num_queries(5):
        answer = client.get(IR)
    report = answer.json()
    (said,) = report["Report_Header"]["Exceptions"]
    rest = said["Help_URL"]
    assert answer["Link"] == f'<{rest}>; rel="next"'
    jsonschema.validate(report, SCHEMA)
    other = report_of(client, rest)

    told = [item["Item_ID"]["URI"] for each in (report, other)
            for item in each["Report_Items"][0]["Items"]]  # fmt: skip
    assert len(told) == len(set(told)) == 103
    assert "Exceptions" not in other["Report_Header"]


def test_the_documented_example_is_valid():
    jsonschema.validate(REPORT, SCHEMA)
