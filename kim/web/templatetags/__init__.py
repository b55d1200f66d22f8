"""Template tags and filters every page has without loading them."""
