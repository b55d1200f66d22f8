"""How notices leave the house: when, in which words, and what happens when the mail server does not answer."""
