"""The organisation chart: units, bodies, posts, who holds, supervises and employs them, as of a day."""
