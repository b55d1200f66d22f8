"""What somebody sets for themselves: how KIM looks, where it starts, which keys work, when it writes."""
