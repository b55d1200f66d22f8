"""The private calendar: an address for somebody's own calendar program, and the page where it is made and ended."""
