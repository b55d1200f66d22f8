"""How invitations, changes and minutes leave the house: in which words, with which files, and what happens when the server is down."""
