"""What may be asked at each address, beside the address itself."""

from api import parameters
from api.filters import FILTERS, ORDERING
from api.lists import PAGING
from api.ordering import DIRECTORY_ORDERING, ISSUE_ORDERING
from api.parameters import DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_PAGE_SIZE, Parameter
from api.selecting import expand, fields
from api.serializers.articles import ArticleSerializer, CardSerializer, VersionSerializer
from api.serializers.authors import AuthorSerializer, ProfileSerializer
from api.serializers.places import (
    IssueEntrySerializer,
    RegionEntrySerializer,
    RegionFamilySerializer,
    SectionEntrySerializer,
    TopicEntrySerializer,
    TopicFamilySerializer,
)
from api.serializers.search import HitSerializer
from api.serializers.serials import (
    DisclaimerEntrySerializer,
    DisclaimerSerializer,
    LicenceEntrySerializer,
    PhotoEntrySerializer,
    PublicationEntrySerializer,
)
from api.whole import BODY

__all__ = [
    "ARTICLE",
    "ARTICLES",
    "AUTHOR",
    "AUTHORS",
    "CHANGES",
    "DISCLAIMER",
    "DISCLAIMERS",
    "ISSUE",
    "ISSUES",
    "LICENCE",
    "LICENCES",
    "PHOTO",
    "PHOTOS",
    "PUBLICATION",
    "PUBLICATIONS",
    "REGION",
    "REGIONS",
    "REPORT",
    "SEARCH",
    "SECTION",
    "SECTIONS",
    "TOPIC",
    "TOPICS",
    "USAGE",
    "VERSION",
    "VERSIONS",
]

# The customer of a Global Item Report: COUNTER Code of Practice 5.1, section 4.4.
THE_WORLD = "0000000000000000"

WHOLE = "each article whole, as at its own address, instead of what lists show."
PROFILES = "the present profile of everybody who signs, as `profile` in the byline."
ORCID = Parameter(
    "orcid",
    parameters.orcid,
    "With this ORCID iD, bare or as its address.",
    "0000-0002-1825-0097",
    parameters.ORCID_SCHEMA,
)

ARTICLES = (
    *FILTERS,
    ORDERING,
    *PAGING,
    fields(CardSerializer, "id,title,byline.name,links.self"),
    expand(article=WHOLE, authors=PROFILES),
    BODY,
)
ARTICLE = (
    fields(ArticleSerializer, "id,title,byline.name,body_html,licence.spdx"),
    expand(authors=PROFILES, versions="the article's history, as `versions`."),
    BODY,
)
VERSIONS = (fields(VersionSerializer, "number,kind,published"),)
VERSION = (fields(ArticleSerializer, "number,title,body_text"), BODY)

USAGE = (
    Parameter(
        "from",
        parameters.month,
        "The first month; without it, that of the publication.",
        "2026-03",
        parameters.MONTH_SCHEMA,
    ),
    Parameter(
        "until",
        parameters.month,
        "The last month; without it, the present one.",
        "2026-05",
        parameters.MONTH_SCHEMA,
    ),
)
REPORT = (
    Parameter(
        "begin_date",
        parameters.month,
        "The first month, or a day in it; without either, the last that is over.",
        "2026-03",
        parameters.REPORT_DATE_SCHEMA,
    ),
    Parameter(
        "end_date",
        parameters.month,
        "The last month, or a day in it: at most eleven after the first.",
        "2026-05",
        parameters.REPORT_DATE_SCHEMA,
    ),
    Parameter(
        "customer_id",
        parameters.choice(THE_WORLD),
        "Whose usage: everybody's together is known, and nobody's else.",
        schema={"type": "string", "enum": [THE_WORLD], "default": THE_WORLD},
    ),
    PAGING[0],
)

AUTHORS = (ORCID, DIRECTORY_ORDERING, *PAGING, fields(AuthorSerializer, "slug,name,orcid"))
AUTHOR = (fields(ProfileSerializer, "slug,name,biography_text"),)
SECTIONS = (DIRECTORY_ORDERING, *PAGING, fields(SectionEntrySerializer, "slug,name"))
SECTION = (fields(SectionEntrySerializer, "slug,name"),)
PARENT = Parameter(
    "parent",
    parameters.slug,
    "Right below the one with this slug.",
    "trade",
    parameters.SLUG_SCHEMA,
)
TOPICS = (
    PARENT,
    DIRECTORY_ORDERING,
    *PAGING,
    fields(TopicEntrySerializer, "slug,name,parent.slug"),
)
TOPIC = (fields(TopicFamilySerializer, "slug,name,children.slug"),)
CODE = Parameter(
    "code",
    parameters.region_code,
    "With this code: two capitals of ISO 3166-1 or three digits of UN M49.",
    "KR",
    {"type": "string", "pattern": "^([A-Z]{2}|[0-9]{3})$"},
)
REGIONS = (
    CODE,
    PARENT,
    DIRECTORY_ORDERING,
    *PAGING,
    fields(RegionEntrySerializer, "slug,name,code"),
)
REGION = (fields(RegionFamilySerializer, "slug,name,ancestors.name"),)
ISSUES = (ISSUE_ORDERING, *PAGING, fields(IssueEntrySerializer, "slug,volume,number"))
ISSUE = (fields(IssueEntrySerializer, "slug,volume,number"),)

PUBLICATIONS = (*PAGING, fields(PublicationEntrySerializer, "title,issn"))
PUBLICATION = (fields(PublicationEntrySerializer, "title,issn"),)
LICENCES = (*PAGING, fields(LicenceEntrySerializer, "spdx,republishing_allowed"))
LICENCE = (fields(LicenceEntrySerializer, "spdx,republishing_allowed"),)
DISCLAIMERS = (*PAGING, fields(DisclaimerEntrySerializer, "id,wording_one"))
DISCLAIMER = (fields(DisclaimerSerializer, "id,editions.wording_one"),)
PHOTOS = (*PAGING, fields(PhotoEntrySerializer, "sha256,alt_text,credit_line"))
PHOTO = (fields(PhotoEntrySerializer, "sha256,alt_text,credit_line"),)

SEARCH = (
    Parameter(
        "q",
        parameters.question,
        "What to look for: words, “phrases in quotation marks”, -words that must not stand there, "
        "author:…, topic:…, section:…, region:…, language:…, year:…. Nothing finds nothing.",
        "ferry policy",
    ),
    Parameter(
        "ordering",
        parameters.choice("relevance", "newest"),
        "The best first, or the newest first. By relevance, 400 results can be reached.",
        schema={"type": "string", "enum": ["relevance", "newest"], "default": "relevance"},
    ),
    Parameter(
        "facets",
        parameters.choice("true", "false"),
        "Whether to count what the results are about.",
        schema={"type": "string", "enum": ["true", "false"], "default": "true"},
    ),
    *PAGING,
    fields(HitSerializer, "id,title,score,snippet_html"),
    expand(article=WHOLE, authors=PROFILES),
    BODY,
)

CHANGES = (
    Parameter(
        "since",
        parameters.word,
        "Behind which entry to go on: the `next` of the last answer, or the `token` of the last "
        "entry you have kept. Without it, the stream begins with the first entry of all.",
        schema={"type": "string", "format": "token"},
    ),
    Parameter(
        "limit",
        parameters.limit,
        f"How many entries at most; {DEFAULT_LIMIT} unless told otherwise. With "
        f"`expand=article` at most {LARGEST_PAGE_SIZE} are sent, whatever is asked for.",
        schema={
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_LIMIT,
            "default": DEFAULT_LIMIT,
        },
    ),
    expand(article=WHOLE),
    BODY,
)
