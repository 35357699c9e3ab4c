"""Articles before publication: beside the editor, and by private links to people outside."""
