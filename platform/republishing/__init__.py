"""Taking an article along: text to republish, cards to embed, and who carries it."""
