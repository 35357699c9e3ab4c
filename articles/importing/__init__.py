"""From a manuscript or a saved page to what a draft needs: ``reading.read`` is the way in."""
