"""The operations of the API, each with its documentation."""

from api import asking
from api.describing import described, described_view
from api.examples import articles, directory, places, streams, usage
from api.serializers.answers import (
    ArticleListSerializer,
    AuthorListSerializer,
    DisclaimerListSerializer,
    IndexSerializer,
    IssueListSerializer,
    LicenceListSerializer,
    PhotoListSerializer,
    PublicationListSerializer,
    RegionListSerializer,
    SectionListSerializer,
    TopicListSerializer,
    VersionListSerializer,
)
from api.serializers.articles import ArticleSerializer
from api.serializers.authors import ProfileSerializer
from api.serializers.changes import ChangeListSerializer
from api.serializers.places import (
    IssueEntrySerializer,
    RegionFamilySerializer,
    SectionEntrySerializer,
    TopicFamilySerializer,
)
from api.serializers.search import SearchSerializer
from api.serializers.serials import (
    DisclaimerSerializer,
    LicenceEntrySerializer,
    PhotoEntrySerializer,
    PublicationEntrySerializer,
)
from api.serializers.usage import ReportSerializer, UsageSerializer

INDEX = described("index", "What there is", IndexSerializer, one_of_many=False)

ARTICLES = described(
    "articles_list",
    "The published articles, latest first",
    ArticleListSerializer,
    description=(
        "Every readable article that is all of what the filters say. A name that no readable "
        "article has gives an empty list. Pages are stable: what is published while you walk "
        "through them shifts nothing; follow `next` until it is null."
    ),
    parameters=asking.ARTICLES,
    example=articles.ARTICLE_LIST,
    one_of_many=False,
)
ARTICLE = described(
    "articles_read",
    "An article, whole",
    ArticleSerializer,
    description="The current version of the article with this slug.",
    parameters=asking.ARTICLE,
    example=articles.ARTICLE,
    may_be_gone=True,
)
VERSIONS = described(
    "versions_list",
    "The history of an article",
    VersionListSerializer,
    parameters=asking.VERSIONS,
    example=articles.VERSION_LIST,
    may_be_gone=True,
)
VERSION = described(
    "versions_read",
    "An article as it was in one version",
    ArticleSerializer,
    description="Never changes, unless the law or ethics demand that it be removed (410).",
    parameters=asking.VERSION,
    example=articles.ARTICLE,
    may_be_gone=True,
)

USAGE = described(
    "articles_usage",
    "How often an article is read",
    UsageSerializer,
    description=(
        "By the rules of COUNTER's Code of Practice 5.1: no robots, no double-clicks, unique "
        "numbers once in a session, all versions and forms of an article being one item. Months "
        "are those of UTC. For holders of a key; for everybody where the review shows its readers "
        "what is read."
    ),
    parameters=asking.USAGE,
    example=usage.USAGE,
    may_be_gone=True,
)
REPORT = described(
    "reports_ir",
    "The Global Item Report",
    ReportSerializer,
    description=(
        "COUNTER's Item Report (Code of Practice 5.1, section 4.4) to “The World”, in the JSON of "
        "the COUNTER API: what was read in these months, a hundred articles at a time. Where there "
        "are more, the report says “Partial Data Returned”, and the header `Link` leads to them. "
        "For holders of a key; for everybody where the review shows its readers what is read."
    ),
    parameters=asking.REPORT,
    example=usage.REPORT,
    one_of_many=False,
)

CHANGES = described(
    "changes_list",
    "What happened, from any point on",
    ChangeListSerializer,
    description=(
        "Every publication, correction, update, retraction, withdrawal and redaction, in the one "
        "order of the record. Each entry tells how its article stands now, so whoever keeps what "
        "is available and deletes what is not, in this order, holds exactly what may be held. Ask "
        "with the last `next` as `since`; go on at once while `more` is true, and come back later "
        "when it is false. A token is good for ever. One given under other terms (another key, or "
        "none) leads to the beginning, as everything may be told otherwise."
    ),
    parameters=asking.CHANGES,
    example=streams.CHANGES,
    one_of_many=False,
)
SEARCH = described(
    "search",
    "Articles in which certain words stand",
    SearchSerializer,
    parameters=asking.SEARCH,
    example=streams.SEARCH,
    one_of_many=False,
)

AUTHORS = described_view(
    "authors_list",
    "The authors of published articles, by slug",
    AuthorListSerializer,
    parameters=asking.AUTHORS,
    example=directory.AUTHOR_LIST,
    one_of_many=False,
)
AUTHOR = described_view(
    "authors_read",
    "An author's profile",
    ProfileSerializer,
    parameters=asking.AUTHOR,
    example=directory.AUTHOR,
)
SECTIONS = described_view(
    "sections_list",
    "The sections in which something is published",
    SectionListSerializer,
    parameters=asking.SECTIONS,
    example=places.SECTION_LIST,
    one_of_many=False,
)
SECTION = described_view(
    "sections_read",
    "A section",
    SectionEntrySerializer,
    parameters=asking.SECTION,
    example=places.SECTION,
)
TOPICS = described_view(
    "topics_list",
    "The topics on which something is published",
    TopicListSerializer,
    description=(
        "Topics form a tree: each names the one it lies in, if there is something on that as well."
    ),
    parameters=asking.TOPICS,
    example=places.TOPIC_LIST,
    one_of_many=False,
)
TOPIC = described_view(
    "topics_read",
    "A topic with those above and below it",
    TopicFamilySerializer,
    parameters=asking.TOPIC,
    example=places.TOPIC,
)
REGIONS = described_view(
    "regions_list",
    "The regions on which something is published",
    RegionListSerializer,
    parameters=asking.REGIONS,
    example=places.REGION_LIST,
    one_of_many=False,
)
REGION = described_view(
    "regions_read",
    "A region with those above and below it",
    RegionFamilySerializer,
    parameters=asking.REGION,
    example=places.REGION,
)
ISSUES = described_view(
    "issues_list",
    "The issues in which something is published, latest first",
    IssueListSerializer,
    parameters=asking.ISSUES,
    example=places.ISSUE_LIST,
    one_of_many=False,
)
ISSUE = described_view(
    "issues_read",
    "An issue",
    IssueEntrySerializer,
    parameters=asking.ISSUE,
    example=places.ISSUE,
)
PUBLICATIONS = described_view(
    "publications_list",
    "The publications",
    PublicationListSerializer,
    description="The one the site speaks for, and any other with an issue to be read.",
    parameters=asking.PUBLICATIONS,
    example=directory.PUBLICATION_LIST,
    one_of_many=False,
)
PUBLICATION = described_view(
    "publications_read",
    "A publication",
    PublicationEntrySerializer,
    parameters=asking.PUBLICATION,
    example=directory.PUBLICATION,
)
LICENCES = described_view(
    "licences_list",
    "The licences of published articles",
    LicenceListSerializer,
    parameters=asking.LICENCES,
    example=directory.LICENCE_LIST,
    one_of_many=False,
)
LICENCE = described_view(
    "licences_read",
    "A licence",
    LicenceEntrySerializer,
    parameters=asking.LICENCE,
    example=directory.LICENCE,
)
DISCLAIMERS = described_view(
    "disclaimers_list",
    "What is printed under articles",
    DisclaimerListSerializer,
    description=(
        "The wordings in force, for the publication and for its sections. What an article was "
        "published with stands in the article."
    ),
    parameters=asking.DISCLAIMERS,
    example=directory.DISCLAIMER_LIST,
    one_of_many=False,
)
DISCLAIMER = described_view(
    "disclaimers_read",
    "A disclaimer with its editions",
    DisclaimerSerializer,
    parameters=asking.DISCLAIMER,
    example=directory.DISCLAIMER,
)
PHOTOS = described_view(
    "photos_list",
    "The photos that published articles show",
    PhotoListSerializer,
    parameters=asking.PHOTOS,
    example=directory.PHOTO_LIST,
    one_of_many=False,
)
PHOTO = described_view(
    "photos_read",
    "A photo in all its sizes and formats",
    PhotoEntrySerializer,
    description="As it was last printed, by the SHA-256 of its original.",
    parameters=asking.PHOTO,
    example=directory.PHOTO,
)
