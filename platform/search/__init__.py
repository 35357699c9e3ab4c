"""Full-text search over the record, under the outlets.

What outlets call (the reader's page, the API, feeds of a search)::

    query = search.query.parse(text)                    # never raises, whatever the text
    str(query)                                          # its canonical text: parse(str(q)) == q
    query.empty                                         # nothing asked for: finds nothing
    query.shortened                                     # only the beginning of the text was read
    query.having("topic", "maritime-law")               # a further filter, for links of facets
    query.without("topic", "maritime-law")

    page = search.finding.find(
        query,
        terms=EVERYTHING,                               # partners.terms.Terms
        now=now,                                        # aware datetime; matters for terms.delay
        order="relevance",                              # or "newest"
        after=None,                                     # Cursor, see below
        size=20,                                        # 1 … 100
        facets=True,                                    # False: page.facets is {}, less work
    )
    page.hits         tuple[Hit, ...]; Hit.article is a PublishedArticle (summary, no text loaded),
                      Hit.snippet_html escaped text with <mark>, Hit.score a float (0.0 if newest)
    page.next         Cursor | None; str(cursor) goes into an address
    page.total        int, how many were found, at most finding.REACHABLE (400)
    page.exact        bool; False: there are more than page.total
    page.facets       dict[str, tuple[Facet, ...]] by kind ("section", "topic", "region", "year",
                      "author", "language"), most frequent first, at most 12 of each; counted over
                      the hits that page.total counts
                      Facet: kind, value (slug, year or language tag), name, count, chosen
    page.suggestion   str, another query's text that does find something, or ""

    search.finding.Cursor.read(text)                    # raises finding.MalformedCursor(ValueError)

A cursor belongs to an order: ``find`` raises ``MalformedCursor`` if they differ. ``newest`` is
keyset paging without an end, ``relevance`` ends at the 400 best. One page costs a constant number
of queries. Only current versions of public and retracted articles are found, retracted ones last
among equals; a hit of an article that changed a moment ago is left out rather than shown stale.

What is written: ``search.following.index(entries)`` follows the record under the name ``search``
(``following.FOLLOWER``), and ``find`` itself catches up a bounded number of entries first, so that
an installation without a worker searches too. ``manage.py rebuild_search`` makes the index anew.
"""
