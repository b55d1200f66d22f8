"""What is typed is kept: drafts on the server, forms sent once, two versions side by side, signing in again in place."""
