"""What steering shows and takes in, room by room."""
