"""The pages on posts: what the county may have funded, and how posts are shared among its municipalities."""
