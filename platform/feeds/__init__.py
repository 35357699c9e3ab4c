"""RSS, Atom, JSON Feed and sitemaps."""
