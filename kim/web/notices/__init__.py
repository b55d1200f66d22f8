"""What KIM tells somebody: the inbox, and for administrators how the mail is doing."""
