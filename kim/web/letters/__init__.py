"""Letters: those of a case, and the county's own templates for them."""
