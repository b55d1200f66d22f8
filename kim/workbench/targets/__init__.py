"""What the workbench itself can import, and what several targets need."""
