"""Forms of steering, room by room."""
