"""Papers by Typst and letters by Word: plain values in, an accessible document out. Knows no models and no database."""
