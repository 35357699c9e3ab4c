"""Sitemaps hold to their protocol, whatever stands in a title.

The schema below is our own, written from the protocol's text: of what it allows, only what we use.
"""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from renderings import sitemap
from renderings.sitemap import News, Page
from tests.factories.document_strategies import HOSTILE, lines

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}

EXTENSIONS = {
    "image": ("http://www.google.com/schemas/sitemap-image/1.1", """
        <xs:element name="image"><xs:complexType><xs:sequence>
          <xs:element name="loc" type="xs:anyURI"/>
        </xs:sequence></xs:complexType></xs:element>"""),
    "news": ("http://www.google.com/schemas/sitemap-news/0.9", """
        <xs:element name="news"><xs:complexType><xs:sequence>
          <xs:element name="publication"><xs:complexType><xs:sequence>
            <xs:element name="name" type="xs:string"/>
            <xs:element name="language"><xs:simpleType><xs:restriction base="xs:string">
              <xs:pattern value="zh-cn|zh-tw|[a-z]{2,3}"/>
            </xs:restriction></xs:simpleType></xs:element>
          </xs:sequence></xs:complexType></xs:element>
          <xs:element name="publication_date" type="xs:dateTime"/>
          <xs:element name="title" type="xs:string"/>
        </xs:sequence></xs:complexType></xs:element>"""),
    "xhtml": ("http://www.w3.org/1999/xhtml", """
        <xs:element name="link"><xs:complexType>
          <xs:attribute name="rel" fixed="alternate" use="required"/>
          <xs:attribute name="hreflang" use="required"><xs:simpleType>
            <xs:restriction base="xs:string">
              <xs:pattern value="x-default|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"/>
            </xs:restriction></xs:simpleType></xs:attribute>
          <xs:attribute name="href" type="xs:anyURI" use="required"/>
        </xs:complexType></xs:element>"""),
}  # fmt: skip
PROTOCOL = """
    <xs:complexType name="file"><xs:sequence>
      <xs:element name="loc"><xs:simpleType><xs:restriction base="xs:anyURI">
        <xs:minLength value="12"/><xs:maxLength value="2048"/>
      </xs:restriction></xs:simpleType></xs:element>
      <xs:element name="lastmod" type="xs:dateTime" minOccurs="0"/>
      <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded" processContents="strict"/>
    </xs:sequence></xs:complexType>
    <xs:element name="urlset"><xs:complexType><xs:sequence>
      <xs:element name="url" type="file" minOccurs="0" maxOccurs="50000"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="sitemapindex"><xs:complexType><xs:sequence>
      <xs:element name="sitemap" type="file" minOccurs="0" maxOccurs="50000"/>
    </xs:sequence></xs:complexType></xs:element>"""


def of_namespace(namespace: str, content: str) -> str:
    return (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified" '
        f'targetNamespace="{namespace}" xmlns="{namespace}">{content}</xs:schema>'
    )


@pytest.fixture(scope="module")
def valid(tmp_path_factory):
    """`valid(text)`: the root of a sitemap, parsed strictly and held against the schema."""
    folder = tmp_path_factory.mktemp("schemas")
    imports = ""
    for name, (namespace, content) in EXTENSIONS.items():
        (folder / f"{name}.xsd").write_text(of_namespace(namespace, content))
        imports += f'<xs:import namespace="{namespace}" schemaLocation="{name}.xsd"/>'
    whole = folder / "sitemap.xsd"
    whole.write_text(of_namespace(NS["s"], imports + PROTOCOL))
    schema = etree.XMLSchema(etree.parse(whole))

    def parse(text: str):
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
        schema.assertValid(root)
        return root

    return parse


def page(**fields) -> Page:
    return Page("https://review.example/articles/a/", AT, **fields)


def test_a_page_has_all_that_is_known_of_it(valid):
    full = page(
        images=("https://review.example/photos/1/full-1280.jpg",),
        alternates=(
            ("ko", "https://review.example/articles/k/"),
            ("zh-Hant", "https://x.example/"),
        ),
        default="https://review.example/articles/k/",
        news=News("Strait Review", "en", AT, "A & B"),
    )

    root = valid(sitemap.urlset([full, Page("https://review.example/")], news=True))

    assert [each.text for each in root.findall("s:url/s:lastmod", NS)] == ["2026-03-01T09:30:00Z"]
    assert [each.get("hreflang") for each in root.iter(f"{{{NS['xhtml']}}}link")] == [
        "ko",
        "zh-Hant",
        "x-default",
    ]
    assert root.findtext("s:url/news:news/news:title", None, NS) == "A & B"


def test_an_index_names_files(valid):
    files = [
        ("https://review.example/sitemap-articles-1.xml", AT),
        ("https://x.example/b.xml", None),
    ]

    root = valid(sitemap.index(files))

    assert [each.text for each in root.iter(f"{{{NS['s']}}}loc")] == [name for name, _ in files]


def test_a_quiet_day_has_a_file_too(valid):
    assert len(valid(sitemap.urlset([], news=True))) == 0


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("pt-BR", "pt"), ("zh", "zh-cn"), ("zh-Hans", "zh-cn"), ("zh-Hant-HK", "zh-tw"),
     ("zh-TW", "zh-tw"), ("kok", "kok")],
)  # fmt: skip
def test_news_are_in_a_language_as_google_calls_it(tag, language):
    assert sitemap.news_language(tag) == language


@given(title=st.one_of(lines, st.text(), st.sampled_from(HOSTILE)), name=st.text())
@settings(max_examples=60, deadline=None)
def test_any_title_makes_a_file_that_parses_strictly(valid, title, name):
    root = valid(sitemap.urlset([page(news=News(name, "en", AT, title))], news=True))

    assert len(root) == 1


@pytest.mark.parametrize("text", ["\x00\x0b\x1f", "\ufffe\uffff", "\ud800", "]]>", "<!--", "&#0;"])
def test_what_xml_forbids_is_left_out(valid, text):
    root = valid(sitemap.urlset([page(news=News(text, "en", AT, f"a{text}b"))], news=True))

    title = root.findtext("s:url/news:news/news:title", None, NS)
    assert title.startswith("a")
    assert title.endswith("b")
