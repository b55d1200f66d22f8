"""Charts and diagrams as SVG, for screen and paper: plain values in, one drawing with title, description and figures out."""
